import { addWords } from './add-words.ts';
import { relationWords } from './relation-words.ts';

addWords(relationWords);
