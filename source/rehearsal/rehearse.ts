import type {Connection} from '../connection/index.ts';
import {listOf} from '../policy/index.ts';
import {applies, type Doubt, isPolicyTemplate, type VendorProfile} from '../vendors/index.ts';
import {type Finding, judge} from '../verify/index.ts';
import {accountOf, exampleConnection} from './account.ts';
import {faultsOf} from './faults.ts';
import type {Expected, PlannedFault} from './planned.ts';
import type {RehearsedAccount, RehearsedFault} from './types.ts';

/**
 * Plays the accounts that a vendor's article describes, one for each purpose and encryption: each has to pass, and each thing
 * that is broken in it has to be found and named. UserError where the examples of the profile make no connection. `judging` is for
 * tests.
 */
export function rehearse(
	profile: VendorProfile,
	judging: typeof judge = judge,
): RehearsedAccount[] {
	return profile.purposes.flatMap(({id: purpose}) =>
		profile.encryption.map((encryption) => {
			const connection = exampleConnection(profile, {purpose, encryption});
			const findings = judging(accountOf(connection, profile), connection, profile);
			return {
				purpose,
				encryption,
				complaints: findings.filter(
					({status, required}) => status === 'fail' || (status === 'unknown' && required),
				),
				warnings: findings.filter(({status}) => status === 'warn'),
				faults: faultsOf(connection, profile).map((planned) =>
					rehearsed(planned, {connection, profile, healthy: findings, judging}),
				),
			};
		}),
	);
}

function rehearsed(
	{fault, differences, expected}: PlannedFault,
	{
		connection,
		profile,
		healthy,
		judging,
	}: {
		readonly connection: Connection;
		readonly profile: VendorProfile;
		readonly healthy: readonly Finding[];
		readonly judging: typeof judge;
	},
): RehearsedFault {
	if (expected === 'not-needed') {
		return {
			...fault,
			...(isDoubted(fault, connection, profile) && {isDoubted: true}),
			outcome: expected,
		};
	}

	const broken = judging(accountOf(connection, profile, differences), connection, profile);
	if (expected === 'no-effect') {
		// Then nothing may be said to be wrong either.
		const wrong = broken.find(({status}) => status === 'fail');
		return wrong === undefined ||
			healthy.some(({id, status}) => id === wrong.id && status === 'fail')
			? {...fault, outcome: 'no-effect'}
			: {...fault, outcome: 'found', by: wrong.id};
	}

	const by = broken.find((finding) => tells(finding, expected, healthy));
	return by === undefined ? {...fault, outcome: 'missed'} : {...fault, outcome: 'found', by: by.id};
}

/** Whether the purpose, the document or each statement with the action is one that no page of the vendor could be named for. */
function isDoubted(
	{document, action = ''}: PlannedFault['fault'],
	connection: Connection,
	profile: VendorProfile,
): boolean {
	const isUnsaid = ({confirmed, inferred}: Doubt) => confirmed === false || inferred === true;
	const purposes = profile.purposes.filter(({id}) => id === connection.purpose);
	const templates = profile.documents.filter(isPolicyTemplate).filter(({id}) => id === document);
	const giving = templates
		.flatMap(({statements}) => statements)
		.filter(({when}) => applies(when, connection))
		.filter(({statement}) => listOf(statement.Action).includes(action));
	return [...purposes, ...templates].some(isUnsaid) || giving.every(isUnsaid);
}

/** Whether a finding says what is wrong by a fault, and did not say so before. */
function tells(
	finding: Finding,
	{checks, actions, isOptional}: Expected,
	healthy: readonly Finding[],
) {
	const {id, status} = finding;
	const before = healthy.find((one) => one.id === id);
	const isTold = status === 'fail' || (isOptional && status === 'warn');
	const said = JSON.stringify(finding);
	return (
		checks.includes(id) &&
		isTold &&
		JSON.stringify(before) !== said &&
		(actions.length === 0 || actions.some((action) => said.includes(action)))
	);
}
