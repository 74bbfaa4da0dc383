// Everything that no first screen shows. It is loaded while the first one is read: see load-later-screens.ts.
export {HelpScreen} from './HelpScreen.tsx';
export {LaterStep} from './steps/index.ts';
export {summarize, summaryText} from './summary.ts';
