import {isSettingId, type PolicyId, type SettingId} from '../aws/index.ts';
import {isRefusedPrincipal, saysTheSame} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import {listOf, type NamedPolicy, type PolicyDocument, parsePolicy} from '../policy/index.ts';
import {
	type AccessChange,
	accessChange,
	type ChangeParty,
	roleAccessChange,
} from './access-change/index.ts';
import type {CheckId} from './checks/index.ts';
import {withQueueText} from './corrected-queue.ts';
import {withSettingText} from './corrected-setting.ts';
import {withPolicyText} from './corrections.ts';
import type {CheckStatus, Correction} from './finding.ts';
import {findInlinePolicy, withInlinePolicy} from './inline-policy.ts';
import {once} from './once.ts';
import {isVendorsOwn} from './own-statement.ts';
import {withoutQueueKey} from './queue-key.ts';
import {policyOf, type Situation} from './situation.ts';
import {awsPrincipals} from './statements.ts';

/** Judges one check; given from above, so that a correction can be tried. */
type Judging = (
	id: CheckId,
	situation: Situation,
) => {readonly status: CheckStatus; readonly code: string};

/** What a correction may do, by the check that it belongs to. */
type Licence = {
	/** Whether the vendor may gain what it needs; nobody else ever gains anything. */
	readonly gives: boolean;
	/** Who may lose what the finding is about. */
	readonly takesFrom: readonly ChangeParty[];
};

const vendorsOthers: readonly ChangeParty[] = ['other-customers', 'vendor-account'];
const everybody: readonly ChangeParty[] = [...vendorsOthers, 'own-account', 'named', 'anybody'];

/** The policies by which the vendor gets in. */
type GuardedPolicy = Exclude<PolicyId, 'queue-policy'>;
type Guarded = Correction & {readonly document: GuardedPolicy};

/** The checks that keep others out, and those of the vendor's access, by the document that they hang on. */
const guards: Readonly<
	Record<
		GuardedPolicy,
		{readonly isolation: readonly CheckId[]; readonly access: readonly CheckId[]}
	>
> = {
	'bucket-policy': {
		isolation: ['isolation.public', 'isolation.tenant'],
		access: ['access.list', 'access.read', 'access.write', 'access.delete'],
	},
	'key-policy': {
		isolation: ['isolation.public', 'isolation.tenant'],
		access: ['access.kms'],
	},
	'trust-policy': {
		isolation: ['isolation.public', 'isolation.external-id'],
		access: ['trust.principal', 'trust.external-id'],
	},
	'role-policy': {
		isolation: [],
		access: ['access.list', 'access.read', 'access.write', 'access.delete', 'access.kms'],
	},
};

const ranks: readonly CheckStatus[] = ['pass', 'skip', 'warn', 'unknown', 'fail'];

function isWorse(after: CheckStatus, before: CheckStatus): boolean {
	return ranks.indexOf(after) > ranks.indexOf(before);
}

function licenceOf(id: CheckId, code: string, isOpenTo: (check: CheckId) => boolean): Licence {
	// From the vendor's whole account to the principal that the article names.
	if (code === 'account-trusted') {
		return {gives: false, takesFrom: vendorsOthers};
	}

	switch (id) {
		case 'isolation.tenant':
		case 'isolation.external-id':
			return {gives: false, takesFrom: vendorsOthers};
		case 'isolation.public':
			return {gives: false, takesFrom: everybody};
		case 'isolation.excess':
			return {gives: false, takesFrom: othersOf(isOpenTo)};
		case 'bucket.public-access':
			return {gives: true, takesFrom: everybody};
		case 'trust.principal':
		case 'trust.external-id':
		case 'trust.mfa':
			// Whoever everybody is, is named by the finding where the role is open to everybody.
			return {gives: true, takesFrom: isOpenTo('isolation.public') ? everybody : vendorsOthers};
		default:
			return {
				gives: true,
				takesFrom: othersOf(isOpenTo),
			};
	}
}

/** Others at the vendor, where a finding of their own names them. */
function othersOf(isOpenTo: (check: CheckId) => boolean): readonly ChangeParty[] {
	return isOpenTo('isolation.tenant') || isOpenTo('isolation.external-id') ? vendorsOthers : [];
}

/**
 * The correction, if it was tried and is proven: with it the check is better and none of those that keep others out is
 * worse; nobody gains anything but the vendor what it needs, and nobody loses anything but those of whom the finding
 * speaks. Undefined for one that changes nothing, or that does anything else.
 */
export function provenCorrection(
	situation: Situation,
	id: CheckId,
	{status, code}: {readonly status: CheckStatus; readonly code: string},
	correction: Correction,
	judging: Judging,
): Correction | undefined {
	// A role that is yet to be made has nothing that could be lost.
	if (id === 'role.exists') {
		return correction;
	}

	const {document} = correction;
	if (isSettingId(document)) {
		return provenSetting(situation, id, status, {...correction, document}, judging);
	}

	if (document === 'queue-policy') {
		return provenQueue(situation, id, status, correction, judging);
	}

	const trial = triedOnce(situation, {...correction, document}, id === 'isolation.excess');
	if (trial === undefined) {
		return undefined;
	}

	const before = (check: CheckId) => judging(check, situation).status;
	const after = (check: CheckId) => judging(check, trial.situation).status;
	const licence = licenceOf(
		id,
		code,
		(check) =>
			before(check) === 'fail' || (check !== 'isolation.public' && before(check) === 'unknown'),
	);
	const {isolation, access} = guards[document];
	const stays = licence.gives ? isolation : [...isolation, ...access];
	const result = judging(id, trial.situation);
	// What could not be seen stays unknown; what the document leaves open does not pass with it.
	const isLeftOpen = result.status === 'unknown' && result.code === 'depends-on-keys';
	const isBetter = !isWorse(result.status, status) && result.status !== status && !isLeftOpen;
	return isBetter &&
		isWithin(trial.change, licence, id) &&
		!stays.some((check) => check !== id && isWorse(after(check), before(check)))
		? correction
		: undefined;
}

/** A setting gives nobody access by itself: nothing but its own check hangs on it. */
function provenSetting(
	situation: Situation,
	id: CheckId,
	status: CheckStatus,
	correction: Correction & {readonly document: SettingId},
	judging: Judging,
): Correction | undefined {
	const {document, text} = correction;
	const tried = withSettingText(situation, document, text);
	const result = judging(id, {...tried, isTrial: true});
	return result.status === 'pass' && status !== 'pass' ? correction : undefined;
}

/** What may be sent for this bucket, and what for others, its own check says for every request; of a key no policy says anything. */
function provenQueue(
	situation: Situation,
	id: CheckId,
	status: CheckStatus,
	correction: Correction,
	judging: Judging,
): Correction | undefined {
	try {
		const tried = withoutQueueKey(withQueueText(situation, correction.text));
		const result = judging(id, {...tried, isTrial: true});
		return isWorse(status, result.status) && result.status !== 'unknown' ? correction : undefined;
	} catch (error) {
		if (error instanceof UserError) {
			return undefined;
		}

		throw error;
	}
}

/** The situation with a correction in its place, and what that gives and takes. */
type Trial = {readonly situation: Situation; readonly change: AccessChange};

const triedOnce = once(trialOf, ({document, policy, text}: Guarded, leastPrivilege: boolean) =>
	[document, policy, leastPrivilege, text].join('\n'),
);

function trialOf(
	situation: Situation,
	{document: id, text, policy}: Guarded,
	leastPrivilege: boolean,
): Trial | undefined {
	try {
		const after = parsePolicy(text, id, 'The correction');
		if (namesRefused(after)) {
			return undefined;
		}

		if (id === 'role-policy') {
			return trialOfRole(situation, {text, document: after}, policy, leastPrivilege);
		}

		const seen = policyOf(situation, id);
		const before = seen.state === 'there' ? seen.document : undefined;
		return before !== undefined && isSamePolicy(before, after)
			? undefined
			: {
					situation: {...withPolicyText(situation, id, text), isTrial: true},
					change: accessChange(situation, id, before, after, {leastPrivilege, mostExamples: 1}),
				};
	} catch (error) {
		if (error instanceof UserError) {
			return undefined;
		}

		throw error;
	}
}

function namesRefused({Statement}: PolicyDocument): boolean {
	return listOf(Statement).some((statement) =>
		awsPrincipals(statement).some((name) => isRefusedPrincipal(name)),
	);
}

/** Whether a change of a role's own policies leaves every statement as it is that allows something elsewhere, too. */
function leavesOthers(
	situation: Situation,
	before: readonly NamedPolicy[],
	after: readonly NamedPolicy[],
): boolean {
	const now = after.flatMap(({document}) => listOf(document.Statement));
	return before.every(({name: policy, document}) =>
		listOf(document.Statement).every(
			(statement) =>
				statement.Effect === 'Deny' ||
				(['bucket-policy', 'key-policy'] as const).some((resource) =>
					isVendorsOwn(situation, {kind: 'identity', policy}, statement, resource),
				) ||
				now.some((one) => saysTheSame(one, statement)),
		),
	);
}

function trialOfRole(
	situation: Situation,
	corrected: {readonly text: string; readonly document: PolicyDocument},
	name: string | undefined,
	leastPrivilege: boolean,
): Trial | undefined {
	if (situation.rolePolicies.state === 'unseen') {
		return undefined;
	}

	const before = policiesOf(situation);
	const existing = before[findInlinePolicy(situation, name)?.index ?? -1];
	const changed = withInlinePolicy(situation, name, corrected);
	const after = policiesOf(changed);
	const isChange = existing === undefined || !isSamePolicy(existing.document, corrected.document);
	return isChange && leavesOthers(situation, before, after)
		? {
				situation: {...changed, isTrial: true},
				change: roleAccessChange(situation, before, after, {leastPrivilege, mostExamples: 1}),
			}
		: undefined;
}

function policiesOf({rolePolicies}: Situation): readonly NamedPolicy[] {
	return rolePolicies.state === 'there' ? rolePolicies.policies : [];
}

function isSamePolicy(one: PolicyDocument, other: PolicyDocument): boolean {
	const [before, after] = [listOf(one.Statement), listOf(other.Statement)];
	return (
		before.length === after.length &&
		before.every((statement, index) => saysTheSame(statement, after[index]))
	);
}

function isWithin(
	{gains, losses, beyond, isCertain}: AccessChange,
	{gives, takesFrom}: Licence,
	id: CheckId,
): boolean {
	// The vendor may lose what it does not need; that it keeps the rest, the checks of its access say.
	const mayLose: readonly ChangeParty[] = [...takesFrom, 'vendor'];
	const mayGain = gives ? beyond.length === 0 : gains.every(({party}) => party !== 'vendor');
	return (
		isCertain &&
		mayGain &&
		gains.every(({party}) => party === 'vendor') &&
		losses.every(({party}) => mayLose.includes(party)) &&
		(id !== 'isolation.excess' || losses.length > 0)
	);
}
