import {allAnswers, notLooked} from '../account/index.ts';
import {inSomeAccount, type StatedConnection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {type Situation, situationOf} from './situation.ts';

/** What there is to judge where one document, a text, was given and nothing else is known of the account. */
export function unlookedSituation(
	connection: StatedConnection,
	profile: VendorProfile,
	text: string,
): Situation {
	const unseen = allAnswers(() => notLooked('Only one document was given.'));
	return situationOf(
		{...unseen, source: 'documents', takenAt: new Date().toISOString()},
		inSomeAccount(connection, [text]),
		profile,
	);
}
