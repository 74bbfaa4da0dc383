export {resultMarks, stepMark, untouchedMark} from './marks.ts';
export {stepTitle} from './names.ts';
export {awaitedWords} from './outcomes.ts';
export {presentStep, resultInWords, type StepInWords, untouchedInWords} from './present.ts';
export {undoInWords, undoOutcomeInWords, undoTitle} from './undo.ts';
