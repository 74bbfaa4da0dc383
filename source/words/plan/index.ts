export {resultMarks, stepMark, stepTitle, untouchedMark} from './names.ts';
export {awaitedWords} from './outcomes.ts';
export {presentStep, resultInWords, type StepInWords, untouchedInWords} from './present.ts';
export {undoCommand, undoInWords, undoOutcomeInWords, undoTitle} from './undo.ts';
