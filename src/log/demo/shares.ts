import { nextId } from './ids.ts';
import type { Contact, Context, World } from './model.ts';
import { minute, type Moment } from './timeline.ts';
import { assets } from './words.ts';

type AssetType = keyof typeof assets;

const early: Readonly<Record<AssetType, number>> = {
  brochure: 45,
  case_study: 20,
  demo_video: 25,
  price_list: 5,
  roi_sheet: 5,
};
const late: Readonly<Record<AssetType, number>> = {
  brochure: 8,
  case_study: 30,
  demo_video: 17,
  price_list: 22,
  roi_sheet: 23,
};

/** With this chance the rep hands something out during or after an activity. */
export function mayShare(
  world: World,
  context: Context,
  contact: Contact,
  activityId: string,
  at: Moment,
  chance: number,
): void {
  const { rep, lead, deal } = context;
  const { random } = rep;
  if (!random.chance(chance)) return;
  const type = random.weighted(deal === null ? early : late);
  world.files.write('shares', {
    id: nextId(world, 'shares', 'sha', 5),
    rep_id: rep.id,
    shared_at: world.timeline.stamp(at + minute * random.whole(1, 30)),
    asset_type: type,
    asset: random.chance(0.9) ? random.pick<string>(assets[type]) : null,
    contact_id: contact.id,
    lead_id: lead?.id ?? null,
    deal_id: deal?.id ?? null,
    activity_id: random.chance(0.95) ? activityId : null,
  });
}
