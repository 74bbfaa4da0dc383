import type {Snapshot} from '../account/index.ts';
import {isSettingId} from '../aws/index.ts';
import {type StatedConnection, statesAccount} from '../connection/index.ts';
import {statementsIn} from '../documents/index.ts';
import {isObject} from '../json/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {type CheckFinding, type CheckId, checkIds, checks} from './checks/index.ts';
import {statementChanges, unsavableNames} from './correction-changes.ts';
import {type Correction, skip, unknown} from './finding.ts';
import {findInlinePolicy} from './inline-policy.ts';
import {correctionBeside, doesAlso, leaves, nearEdit} from './near-edit.ts';
import type {NearStatement} from './near-statement.ts';
import {once} from './once.ts';
import {possibleOwners} from './own-account.ts';
import {asNamedBy} from './part-of-account.ts';
import {provenCorrection} from './proven-correction.ts';
import {policyOf, type SeenPolicy, type Situation, situationOf} from './situation.ts';

/** What a check found in an account. */
export type Finding = {
	readonly [Id in CheckId]: CheckFinding<Id> & {
		readonly id: Id;
		/** A change that the check rests on, so recent that it may not count everywhere yet. */
		readonly recentChange?: RecentChange;
	};
}[CheckId];

/**
 * Judges what an account holds of one connection: every check once, or those of `only`, in the order of `checkIds`. Where
 * the connection does not state its account, what is found holds whichever account it is; what hangs on that is unknown.
 */
export function judge(
	snapshot: Snapshot,
	connection: StatedConnection,
	profile: VendorProfile,
	only: readonly CheckId[] = checkIds,
): Finding[] {
	const wanted = checkIds.filter((id) => only.includes(id));
	if (statesAccount(connection)) {
		const situation = situationOf(snapshot, connection, profile);
		return wanted.map((id) => findingOf(id, situation));
	}

	const {owners, areAll} = possibleOwners(connection, snapshot, profile);
	const situations = owners.map((owned) => situationOf(snapshot, owned, profile));
	return wanted.map((id) => {
		if (aboutAccount.includes(id)) {
			return ofCheck(id, skip('account-not-stated', {}));
		}

		return areAll || !/^(?:bucket\.policy|access\.|isolation\.)/.test(id)
			? alike(id, situations)
			: unlessSkipped(id, situations[0]);
	});
}

/** The checks that ask about nothing but the connection's account. */
const aboutAccount: readonly CheckId[] = ['account.identity', 'bucket.owner'];

/** What a check finds whoever owns the bucket, where that is always the same and does not speak of the first account, which nobody names. */
function alike(id: CheckId, situations: readonly Situation[]): Finding {
	const [unnamed, ...named] = situations.map(
		(situation): Situation => ({...situation, isTrial: true}),
	);
	const [first] = situations;
	if (unnamed === undefined || first === undefined) {
		throw new TypeError('There is always an account that nobody names.');
	}

	// Without corrections, which take most of the time.
	const said = JSON.stringify(rawFinding(unnamed, id));
	const finding = named.every((owned) => JSON.stringify(rawFinding(owned, id)) === said)
		? findingOf(id, first)
		: undefined;
	return finding !== undefined && !JSON.stringify(finding).includes(first.connection.accountId)
		? finding
		: notStated(id, rawFinding(unnamed, id).required);
}

/** Nothing but that a check does not apply, where the account may make a difference of any kind. */
function unlessSkipped(id: CheckId, situation: Situation | undefined): Finding {
	const finding = situation && findingOf(id, situation);
	return finding?.status === 'skip' ? finding : notStated(id, finding?.required ?? true);
}

function notStated(id: CheckId, required: boolean): Finding {
	return ofCheck(id, unknown('account-not-stated', {}, {required}));
}

/** What one check finds, with what every finding may have beside. */
export function findingOf(id: CheckId, situation: Situation): Finding {
	const {correction: proposed, ...found} = rawFinding(situation, id);
	const {status} = found;
	const {facts, correction} = advised(situation, id, found, proposed);
	const change = status === 'skip' ? undefined : recentChange(id, situation.snapshot);
	return ofCheck(id, {
		...found,
		facts,
		...(correction !== undefined && {correction: withCurrent(situation, correction)}),
		...(change !== undefined && {recentChange: change}),
	} as CheckFinding<CheckId> & Pick<Finding, 'recentChange'>);
}

/**
 * The facts of a finding with the advice to change a statement only where that change was tried and is proven; else the
 * vendor is to have a statement of its own beside it. What is given to paste does what the advice says.
 */
function advised(
	given: Situation,
	id: CheckId,
	found: Omit<CheckFinding<CheckId>, 'correction'>,
	proposed: Correction | undefined,
): {readonly facts: unknown; readonly correction: Correction | undefined} {
	const {facts} = found;
	const near = nearIn(facts);
	const situation = near === undefined ? given : asNamedBy(given, near.place);
	const proven = (correction: Correction | undefined) =>
		correction && provenCorrection(situation, id, found, correction, judging);
	const whole = proven(proposed);
	if (near === undefined || situation.isTrial === true) {
		return {facts, correction: whole};
	}

	const edit = near.isOwn ? proven(nearEdit(situation, near)) : undefined;
	if (edit !== undefined) {
		return {
			facts,
			correction: whole !== undefined && doesAlso(situation, whole, edit, near) ? whole : edit,
		};
	}

	return {
		facts: near.isOwn ? besides(facts) : facts,
		correction:
			whole === undefined || near.deleted.length > 0 || leaves(whole, near)
				? whole
				: proven(correctionBeside(situation, near)),
	};
}

/** The statement that comes near, wherever a check has it among its facts. */
function nearIn(facts: unknown): NearStatement | undefined {
	const {near, lack} = facts as {near?: unknown; lack?: {near?: unknown}};
	const found = lack?.near ?? near;
	return isObject(found) && 'isOwn' in found ? (found as NearStatement) : undefined;
}

/** The same, where the statement is not to be changed. */
function besides(facts: unknown): unknown {
	const {near, lack} = facts as {
		readonly near?: NearStatement;
		readonly lack?: {readonly near?: NearStatement};
	};
	return lack?.near === undefined
		? {...(facts as object), near: {...near, isOwn: false}}
		: {...(facts as object), lack: {...lack, near: {...lack.near, isOwn: false}}};
}

/** What a check finds by itself, once for each situation. */
const rawFinding = once(
	(situation: Situation, id: CheckId): CheckFinding<CheckId> => checks[id](situation),
	(id: CheckId) => id,
);

const judging = (check: CheckId, tried: Situation) => rawFinding(tried, check);

/** What was found, as the finding of a check that can find it. */
export function ofCheck(
	id: CheckId,
	found: CheckFinding<CheckId> & Pick<Finding, 'recentChange'>,
): Finding {
	// Each check gives its own findings, which no type can follow through a loop over all.
	return {id, ...found} as Finding;
}

/** Lays the document that is there now beside the corrected one, so that a reader can see what changes. */
function withCurrent(situation: Situation, correction: Correction): Correction {
	const {document: id, policy, text} = correction;
	// That of a setting says so itself.
	if (isSettingId(id)) {
		return correction;
	}

	const seen =
		id === 'role-policy'
			? findInlinePolicy(situation, policy)
			: seenText(id === 'queue-policy' ? situation.queuePolicy : policyOf(situation, id));
	const after = statementsIn(text);
	const unsavable = unsavableNames(after);
	return {
		...correction,
		...(seen !== undefined && {current: seen.text}),
		changes: statementChanges(seen === undefined ? [] : statementsIn(seen.text), after),
		...(unsavable.length > 0 && {unsavable}),
	};
}

function seenText(seen: SeenPolicy): {text: string} | undefined {
	return seen.state === 'there' ? seen : undefined;
}

/** Milliseconds within which a change of IAM may not have reached every place. */
const spreading = 60_000;

const onIam: readonly CheckId[] = [
	'role.exists',
	'trust.principal',
	'trust.external-id',
	'access.list',
	'access.read',
	'access.write',
	'access.delete',
	'access.kms',
];

function isRecent(changedAt: string | undefined, takenAt: string): boolean {
	if (changedAt === undefined) {
		return false;
	}

	const age = Date.parse(takenAt) - Date.parse(changedAt);
	// A clock that is a little behind must not hide it.
	return Math.abs(age) < spreading;
}

/** What was changed within the last minute. */
type RecentChange = {readonly what: 'role'} | {readonly what: 'policy'; readonly policy: string};

/**
 * For a check that rests on IAM, what was changed within the last minute, the role or a managed policy of it: IAM is
 * eventually consistent, so the vendor may still be refused for a while. AWS tells the time of a change for these two
 * only. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
function recentChange(id: CheckId, {role, takenAt}: Snapshot): RecentChange | undefined {
	if (!onIam.includes(id)) {
		return undefined;
	}

	if (role.role.status === 'found' && isRecent(role.role.value.createdAt, takenAt)) {
		return {what: 'role'};
	}

	const policies = role.policies.status === 'found' ? role.policies.value : [];
	const changed = policies.find(({updatedAt}) => isRecent(updatedAt, takenAt));
	return changed === undefined ? undefined : {what: 'policy', policy: changed.name};
}

/**
 * What is behind a finding, as a text that is alike for findings with one thing behind them: what could not be seen, or
 * what was found of which statement. Whose check it is does not matter.
 */
export function causeOf(finding: Finding): string {
	const {code, blame} = finding;
	return JSON.stringify([code, factsOf(finding), blame]);
}

function factsOf(finding: Finding): unknown {
	// Two documents that could not be seen for the same reason are one cause; two that cannot be read are not.
	return finding.code === 'not-seen'
		? finding.facts.unseen.map(({why, ...what}) =>
				why.status === 'untold' || why.status === 'unreadable' ? {why, ...what} : why,
			)
		: finding.facts;
}
