import { createRoot } from 'react-dom/client';
import { App, hurry } from './app.tsx';
import { applyTheme } from './frame/theme.ts';
import { firstLanguage } from './i18n/first-language.ts';
import { startLanguages } from './i18n/index.ts';
import { keepApp } from './state/install.ts';
import './style/tokens.css';
import './style/base.css';

applyTheme();
keepApp();
const i18n = await startLanguages(firstLanguage());
hurry();
createRoot(document.querySelector('#root')!).render(<App i18n={i18n} />);
