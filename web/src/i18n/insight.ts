import { addWords } from './add-words.ts';
import { insightWords } from './insight-words.ts';

addWords(insightWords);
