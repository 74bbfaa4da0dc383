import {expect} from 'vitest';
import type {Snapshot} from '../../../../source/account/index.ts';
import type {Connection} from '../../../../source/connection/index.ts';
import {
	type Decision,
	decide,
	type NamedPolicy,
	type PolicyDocument,
	type PolicySet,
} from '../../../../source/policy/index.ts';
import type {CheckId} from '../../../../source/verify/index.ts';
import type {Check} from '../../../../source/words/index.ts';
import {pasted} from '../../../support/check-cases.ts';
import {profileOf} from '../../../support/connections.ts';
import {judge} from '../../../support/findings.ts';
import {documentOf} from '../../../support/snapshots.ts';

/** What one check says of an account. */
export function checkIn(snapshot: Snapshot, connection: Connection, id: CheckId): Check {
	const [check] = judge(snapshot, connection, profileOf(connection.vendor), [id]);
	if (check === undefined) {
		throw new Error(`There is no check ${id}.`);
	}

	return check;
}

/** What a witness is to show: that somebody is kept away from what is needed, or gets at what is not theirs. */
const claims: Readonly<Partial<Record<CheckId, 'denied' | 'allowed'>>> = {
	'role.boundary': 'denied',
	'access.list': 'denied',
	'access.read': 'denied',
	'access.write': 'denied',
	'access.delete': 'denied',
	'access.kms': 'denied',
	'key.policy': 'denied',
	'isolation.external-id': 'allowed',
	'isolation.tenant': 'allowed',
	'isolation.public': 'allowed',
};

/**
 * What is wrong with a finding in itself, as a sentence; undefined where nothing is. A failure has a code, and where it
 * is about a request a witness: decided anew by the documents of the account it is denied, or allowed, as claimed.
 */
function flawOf(check: Check, snapshot: Snapshot, connection: Connection): string | undefined {
	const {id, status, code, witness} = check;
	if (status !== 'fail' && status !== 'warn') {
		return undefined;
	}

	if (code === undefined || !/^[a-z]+(?:-[a-z]+)*$/.test(code)) {
		return `${id} has the code ${code}.`;
	}

	const claim = claims[id];
	if (claim === undefined) {
		return undefined;
	}

	// An open access control list is no policy that could be decided by.
	if (witness === undefined) {
		return code === 'public-acl' ? undefined : `${id} (${code}) has no witness.`;
	}

	const {outcome} = decideWitness(witness, snapshot, connection);
	const isAsClaimed = claim === 'allowed' ? outcome === 'Allowed' : /Denied$/.test(outcome);
	return isAsClaimed
		? undefined
		: `${id} (${code}) claims that this is ${claim}, and it is ${outcome}: ${JSON.stringify(witness)}`;
}

/** Decides the request of a witness by the documents that an account holds. */
function decideWitness(
	{principal, action, resource, context}: NonNullable<Check['witness']>,
	snapshot: Snapshot,
	connection: Connection,
): Decision {
	const {role} = snapshot.role;
	const isArn = /^arn:[^:]+:(?:iam|sts)::\d{12}:(?!oidc-provider|saml-provider)/.test(principal);
	const isOwnRole = role.status === 'found' && role.value.arn === principal;
	const service = action.split(':')[0] ?? '';
	return decide(
		{
			principal: isArn ? principal : undefined,
			...(!isArn && principal !== 'anonymous' && {provider: principal}),
			action,
			resource,
			resourceAccount: service === 's3' ? connection.accountId : (resource.split(':')[4] ?? ''),
			context: {values: context, others: 'absent'},
		},
		{
			identity: isOwnRole ? rolePolicies(snapshot) : 'unseen',
			...(isOwnRole && boundaryOf(snapshot)),
			...resourceOf(service, snapshot),
		},
	);
}

function rolePolicies({role: {policies}}: Snapshot): NamedPolicy[] {
	return policies.status !== 'found'
		? []
		: policies.value.flatMap(({name, text}) =>
				text.status === 'found' ? [{name, document: JSON.parse(text.value) as PolicyDocument}] : [],
			);
}

function boundaryOf({role: {boundary}}: Snapshot): Pick<PolicySet, 'boundary'> {
	return boundary.status === 'found'
		? {boundary: {name: 'boundary', document: JSON.parse(boundary.value) as PolicyDocument}}
		: {};
}

function resourceOf(
	service: string,
	snapshot: Snapshot,
): Pick<PolicySet, 'resource' | 'resourceKind'> {
	if (service === 's3') {
		return {
			resourceKind: 'bucket',
			...(snapshot.bucket.policy.status === 'found' && {
				resource: {name: 'bucket', document: documentOf(snapshot, 'bucket-policy')},
			}),
		};
	}

	return service === 'kms'
		? {resourceKind: 'key', resource: {name: 'key', document: documentOf(snapshot, 'key-policy')}}
		: {
				resourceKind: 'trust',
				resource: {name: 'trust', document: documentOf(snapshot, 'trust-policy')},
			};
}

/** What is expected of one check about one account. */
export type Expected = {
	readonly status: Check['status'] | readonly Check['status'][];
	/** The Sid of the statement that is to blame. */
	readonly sid?: string | undefined;
	readonly code?: string | RegExp;
	readonly says?: RegExp;
	/** The actions that are concerned. */
	readonly actions?: readonly string[];
	/** What the request that shows it is about. */
	readonly shows?: (witness: NonNullable<Check['witness']>) => boolean;
	/** Whether a correction is pasted and judged again; true unless said otherwise. */
	readonly isRepaired?: boolean;
};

/** What a check says otherwise than expected, or is wrong in itself, as a sentence; undefined where nothing is. */
export function mistakeIn(
	snapshot: Snapshot,
	connection: Connection,
	id: CheckId,
	{status, sid, code, says, actions, shows, isRepaired = true}: Expected,
): string | undefined {
	const check = checkIn(snapshot, connection, id);
	const where = `${connection.vendor}, ${connection.purpose}, ${id}`;
	const told = `${check.status} ${check.code ?? ''}: ${check.reason}`;
	if (![status].flat().includes(check.status)) {
		return `${where}: ${status} expected, and it is ${told}`;
	}

	if (sid !== undefined && check.blame?.sid !== sid) {
		return `${where}: blames ${JSON.stringify(check.blame)} in place of ${sid}: ${told}`;
	}

	if (code !== undefined && !new RegExp(code).test(check.code ?? '')) {
		return `${where}: the code ${code} expected, and it is ${told}`;
	}

	if (says !== undefined && !says.test(check.reason)) {
		return `${where}: does not say ${says}: ${told}`;
	}

	if (actions !== undefined && actions.join() !== (check.actions ?? []).join()) {
		return `${where}: is about ${check.actions?.join()} in place of ${actions.join()}: ${told}`;
	}

	if (shows !== undefined && (check.witness === undefined || !shows(check.witness))) {
		return `${where}: shows ${JSON.stringify(check.witness)}: ${told}`;
	}

	const flaw =
		flawOf(check, snapshot, connection) ??
		(isRepaired ? correctionFlaw(check, snapshot, connection) : undefined);
	return flaw === undefined ? undefined : `${where}: ${flaw}`;
}

/** What is wrong with a correction, as a sentence: judged again with it, the check passes. */
function correctionFlaw(
	{id, status, correction}: Check,
	snapshot: Snapshot,
	connection: Connection,
): string | undefined {
	if (status !== 'fail' || correction === undefined) {
		return undefined;
	}

	const after = checkIn(pasted(snapshot, correction), connection, id);
	return after.status === 'pass' || after.status === 'warn'
		? undefined
		: `${id} with its correction is ${after.status}: ${after.reason} ${correction.text}`;
}

/** Expects a check to find what is expected, and its witness to show it. */
export function expectFinding(
	snapshot: Snapshot,
	connection: Connection,
	id: CheckId,
	expected: Expected,
): void {
	expect(mistakeIn(snapshot, connection, id, expected)).toBeUndefined();
}

/** Expects nothing to be wrong in a whole table, and shows every mistake where something is. */
export function expectNoMistakes(mistakes: readonly (string | undefined)[]): void {
	const found = mistakes.filter((mistake) => mistake !== undefined);
	expect(found, found.join('\n')).toEqual([]);
}
