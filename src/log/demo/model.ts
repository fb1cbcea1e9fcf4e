import type { CsvFiles } from './csv-files.ts';
import type { Habits } from './habits.ts';
import type { Pitch, Product, Source } from './market.ts';
import type { Random } from './random.ts';
import type { Day, Moment, Timeline } from './timeline.ts';

export type Team = { readonly id: string; readonly name: string; readonly parentId: string | null };

/** A rep with the work on the desk: what changes is the content of `book`, `leads` and `deals`. */
export type Rep = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly team: Team;
  readonly manager: Rep | null;
  readonly activeFrom: Day | null;
  /** The first day no longer at work. */
  readonly activeTo: Day | null;
  /** EUR. */
  readonly hourlyCost: number;
  readonly habits: Habits;
  readonly random: Random;
  book: Account[];
  /** Leads being worked. */
  leads: Lead[];
  /** Deals with a change still to come, or open. */
  deals: Deal[];
};

export type Segment = 'enterprise' | 'mid_market' | 'small';

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  readonly industry: string;
  readonly country: string;
  readonly createdAt: Moment;
  readonly contacts: Contact[];
  readonly owners: { readonly rep: Rep; readonly from: Moment; to: Moment | null }[];
  lead: Lead | null;
  openDeals: number;
  customer: boolean;
  lastTwoWay: Moment;
};

/** A person, with what the generator remembers of the dealings with them. */
export type Contact = {
  readonly id: string;
  readonly account: Account;
  readonly name: string;
  readonly title: string | null;
  readonly influence: number | null;
  readonly createdAt: Moment | null;
  readonly leftAt: Moment | null;
  /** Nobody ever rates this person. */
  readonly unrated: boolean;
  /** How the person truly stands to us, about −3 … +3. */
  attitude: number;
  rating: number | null;
  ratedAt: Moment;
  /** Outbound touches in the pressure window. */
  touches: Moment[];
  lastTwoWay: Moment;
  lastAlone: Moment;
  /** Met in groups only. */
  avoided: boolean;
};

export type Lead = {
  readonly id: string;
  rep: Rep;
  readonly account: Account;
  readonly contact: Contact;
  readonly source: Source;
  readonly campaign: string | null;
  readonly product: Product;
  readonly pitch: Pitch;
  readonly createdAt: Moment;
  qualifiedAt: Moment | null;
  disqualifiedAt: Moment | null;
  prospectAt: Moment | null;
  attempts: number;
  meetings: number;
  due: Day;
};

export type StageId = 'discovery' | 'evaluation' | 'proposal' | 'negotiation' | 'won' | 'lost';

/** What happens to a deal and when, decided as it begins. */
export type DealPlan = {
  readonly moves: readonly { readonly stage: StageId; readonly day: Day }[];
  readonly proposalOn: Day | null;
  readonly presentationOn: Day | null;
  /** How a presentation goes; `outsiders`: held, but with nobody of the decision team. */
  readonly presentation: 'team' | 'outsiders' | 'cancelled' | 'none';
};

export type Deal = {
  readonly id: string;
  rep: Rep;
  readonly account: Account;
  readonly lead: Lead | null;
  readonly source: Source;
  readonly product: Product;
  readonly pitch: Pitch;
  readonly createdAt: Moment;
  readonly plan: DealPlan;
  readonly team: readonly Contact[];
  /** The one person that a single-threaded deal hangs on. */
  readonly only: Contact | null;
  readonly requested: number | null;
  readonly amount: number;
  readonly currency: string;
  stage: StageId;
  movesDone: number;
  due: Day;
  proposed: boolean;
  /** The day on which the proposal is to be presented; null when it was, or never will be. */
  presentOn: Day | null;
  closedOn: Day | null;
};

/** What a touch is about. */
export type Context = {
  readonly rep: Rep;
  readonly account: Account;
  readonly lead: Lead | null;
  readonly deal: Deal | null;
  readonly pitch: string | null;
  readonly purpose: 'prospecting' | 'discovery' | 'proposal_presentation' | 'negotiation' | 'service' | 'other';
};

/** Everything that the parts of the generator share. */
export type World = {
  readonly timeline: Timeline;
  readonly files: CsvFiles;
  readonly random: Random;
  readonly teams: readonly Team[];
  readonly reps: readonly Rep[];
  readonly accounts: Account[];
  readonly leads: Lead[];
  readonly deals: Deal[];
  readonly plants: Plants;
};

/** The deals with a problem that belongs to one account rather than to a rep's habits. */
export type Plants = {
  readonly singleThreaded: Deal[];
  dissent: { readonly deal: Deal; readonly contact: Contact } | null;
};
