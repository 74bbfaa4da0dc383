import {applies, type StepBefore, type VendorProfile} from '../../vendors/index.ts';
import {useCopy} from '../hooks/index.ts';
import {on, type ScreenKeys} from '../keys.ts';
import {statementSoFar} from '../statement-so-far.ts';
import type {StepProps} from '../step-screen.ts';

/** What is done in the vendor's product until it shows one of these fields, as sentences; nothing where it shows none. */
export function beforeTexts(
	fields: readonly string[],
	{before = [], name}: VendorProfile,
	among: (step: StepBefore) => boolean = () => true,
): string[] {
	return stepsUntil(fields, before.filter(among)).map(
		({text}, index) => `${index === 0 ? `First, in ${name}` : 'Then'}: ${text}`,
	);
}

function stepsUntil(fields: readonly string[], steps: readonly StepBefore[]): StepBefore[] {
	const last = steps.findLastIndex(({gives = []}) => gives.some((name) => fields.includes(name)));
	return steps.slice(0, last + 1);
}

/** What is to be done in the vendor's product before it shows what a screen asks for, and the key that helps with it. */
export function useBeforeAws(
	{state, profile, services, dispatch, onMessage}: StepProps,
	fields: readonly string[],
): {readonly keys: ScreenKeys; readonly texts: readonly string[]} {
	const {copy} = useCopy({services, dispatch, onMessage, savesFiles: false});
	const belongs = ({when}: StepBefore) => applies(when, state.answers);
	const steps = stepsUntil(fields, (profile.before ?? []).filter(belongs));
	const {statement} = profile.form;
	const texts = beforeTexts(fields, profile, belongs);
	if (statement === undefined || steps.every(({usesStatement}) => usesStatement !== true)) {
		return {keys: [], texts};
	}

	const {label} = statement;
	return {
		keys: [
			on(
				'copyStatement',
				() => {
					const text = statementSoFar(state.answers, profile);
					if (text === undefined) {
						onMessage('Answer the questions of the steps before first.');
					} else {
						copy(text, label, `form:${label}`);
					}
				},
				`copy the ${label}`,
			),
		],
		texts: [...texts, `Ctrl+T copies the ${label}.`],
	};
}
