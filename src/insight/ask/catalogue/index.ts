import type { AskedQuestion } from '../question.ts';
import { activityQuestions } from './activity.ts';
import { costQuestions } from './cost.ts';
import { forecastQuestions } from './forecast.ts';
import { leadQuestions } from './leads.ts';
import { messageQuestions } from './message.ts';
import { peopleQuestions } from './people.ts';
import { teamQuestions } from './team.ts';

/** Every question that can be asked, in the order of their groups. */
export const askCatalogue: readonly AskedQuestion[] = [
  ...activityQuestions,
  ...leadQuestions,
  ...messageQuestions,
  ...peopleQuestions,
  ...forecastQuestions,
  ...costQuestions,
  ...teamQuestions,
];
