export {Choice, type ChoiceItem} from './Choice.tsx';
export {CopyList} from './CopyList.tsx';
export {DocumentView} from './DocumentView.tsx';
export {ErrorBoundary} from './ErrorBoundary.tsx';
export {type Fact, Facts} from './Facts.tsx';
export {type Field, FieldGroup} from './FieldGroup.tsx';
export {type Banner, Frame} from './Frame.tsx';

export {Paragraph} from './Paragraph.tsx';
export {PasteArea} from './PasteArea.tsx';
export {type Line, ScrollLines} from './ScrollLines.tsx';
export type {StepEntry} from './StepLine.tsx';
export {TextField} from './TextField.tsx';
export {wrapText} from './wrap-text.ts';
