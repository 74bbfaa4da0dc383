export {indentedJson, textDiff} from './diff.ts';
export {
	type HandedIn,
	placeAt,
	policyTextIn,
	readHandedIn,
	readHandedInPolicy,
} from './handed-in.ts';
export {
	detectStyle,
	editList,
	indentOfEnd,
	type ListEdits,
	type ListInText,
	type Span,
	type Style,
} from './list-edits.ts';
export {jsonMistake, parseJsonText, positionAt} from './parse.ts';
export {isSameJson, isSameWith} from './same.ts';
export {isObject, objectOf, textsOf, withTexts} from './values.ts';
