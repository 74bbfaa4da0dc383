import {
	checkConnection,
	connectionProblems,
	fieldExample,
	placeholdersIn,
} from '../connection/index.ts';
import {formValues} from '../documents/index.ts';
import {fieldOf, type VendorProfile} from '../vendors/index.ts';
import {type Answers, answerContext, answersAsConnection} from './answers.ts';

/**
 * The statement of the vendor's form before all is answered: what is not asked for yet does not matter where the statement
 * does not name it. Undefined where an answer that it needs is missing or does not fit.
 */
export function statementSoFar(answers: Answers, profile: VendorProfile): string | undefined {
	const {form, externalId, principal, inputs, queue} = profile;
	const nearQueue = queue && fieldExample('queueArn', answerContext(answers, profile));
	const named = new Set(
		(form.statement?.lines ?? []).flatMap(({text}) => placeholdersIn(text).names.map(fieldOf)),
	);
	const examples = Object.fromEntries(
		[
			...(externalId.from === 'vendor' ? [['externalId', externalId.example] as const] : []),
			...(principal.from === 'product' ? [['principal', principal.example] as const] : []),
			...(nearQueue === undefined ? [] : [['queueArn', nearQueue] as const]),
			...inputs.map(({field, example}) => [field, example] as const),
		].filter(([field]) => !named.has(field)),
	);
	const raw = {...answersAsConnection(answers, profile), ...examples};
	return connectionProblems(raw, profile).length > 0
		? undefined
		: formValues(checkConnection(raw, profile).connection, profile).find(
				({isStatement}) => isStatement,
			)?.value;
}
