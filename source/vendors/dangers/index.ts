import type {Issue} from '../issue.ts';
import {type MarkCode, markCodes, type ProfileMark} from '../types.ts';
import type {Looked} from './looked.ts';
import type {BuiltIns} from './names.ts';
import {dangers} from './table.ts';

export {programFlags} from './inputs.ts';
export {type Looked, lookAt} from './looked.ts';
export {type BuiltIns, isSame} from './names.ts';
export {dangers} from './table.ts';

/** Why a profile is refused, each with its code; none where it can be used. */
export function refusedDangers(looked: Looked, builtIns: BuiltIns): Issue[] {
	return Object.entries(dangers).flatMap(([code, danger]) =>
		danger.verdict === 'refused'
			? danger.find(looked, builtIns).map((issue) => ({...issue, code}))
			: [],
	);
}

/** What of a profile that can be used is dangerous and can be meant, in the order of the table. */
export function markedDangers(looked: Looked, builtIns: BuiltIns): ProfileMark[] {
	return markCodes.flatMap((code: MarkCode) =>
		dangers[code].find(looked, builtIns).map((facts) => ({code, ...facts})),
	);
}
