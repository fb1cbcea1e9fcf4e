import { addWords } from './add-words.ts';
import { laterWords } from './later-words.ts';

addWords(laterWords);
