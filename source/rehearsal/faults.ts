import {bucketArn, type PolicyId} from '../aws/index.ts';
import {type Connection, folderOf, vendorPrincipals} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import {withTexts} from '../json/index.ts';
import {listOf, matchesWildcard, type Statement} from '../policy/index.ts';
import {type ActionNeed, actionNeeds, type VendorProfile} from '../vendors/index.ts';
import {type CheckId, principalsOf} from '../verify/index.ts';
import {type Differences, documentsHeld, type HeldDocuments} from './account.ts';
import type {Expected, PlannedFault} from './planned.ts';
import {settingFaults} from './setting-faults.ts';
import type {Fault} from './types.ts';

/** What a plan of faults is made from. */
type Subject = {
	readonly connection: Connection;
	readonly profile: VendorProfile;
	readonly documents: HeldDocuments;
	/** What the vendor has to be able to do with this encryption. */
	readonly needs: readonly ActionNeed[];
	/** Whom the policies of bucket and key let in: the customer's role, or the vendor's. */
	readonly principal: string;
	/** Who at the vendor gets access. */
	readonly principals: readonly string[];
	/** The part of the bucket that the vendor works in; undefined for all of it. */
	readonly folder: string | undefined;
};

const stranger = 'arn:aws:iam::999988887777:role/somebody-else';
const otherText = 'another-than-agreed';
const accessChecks = [
	'access.list',
	'access.read',
	'access.write',
	'access.delete',
	'access.kms',
	'bucket.policy',
	'key.policy',
] as const satisfies readonly CheckId[];
const trustChecks = ['trust.principal', 'trust.external-id'] as const satisfies readonly CheckId[];

/** Everything that can be broken in the account of a connection, one thing at a time. */
export function faultsOf(connection: Connection, profile: VendorProfile): PlannedFault[] {
	const purpose = profile.purposes.find(({id}) => id === connection.purpose);
	const needs = purpose === undefined ? [] : actionNeeds(purpose);
	const principals = vendorPrincipals(connection, profile);
	const subject: Subject = {
		connection,
		profile,
		documents: documentsHeld(connection, profile),
		needs: needs.filter(({on}) => on !== 'key' || connection.kmsKeyArn !== undefined),
		principal: profile.access === 'customer-role' ? roleArn(connection) : principals[0],
		principals,
		folder: folderOf(connection, profile),
	};
	return [
		...[...subject.documents]
			.filter(([id]) => id !== 'queue-policy')
			.flatMap(([id, document]) => [
				...documentFaults(subject, id),
				...listOf(document.Statement).flatMap((statement, index) =>
					isVendors(subject, id, statement) ? statementFaults(subject, id, index, statement) : [],
				),
			]),
		...settingFaults(connection, profile),
		...accountFaults(subject),
	];
}

/** Whether a statement is about the vendor: not the one by which an account keeps its key. */
function isVendors({principal, principals}: Subject, id: PolicyId, statement: Statement): boolean {
	return (
		id === 'role-policy' ||
		principalsOf(statement.Principal).some(
			(name) => name === principal || (id === 'trust-policy' && principals.includes(name)),
		)
	);
}

function documentFaults(subject: Subject, id: PolicyId): PlannedFault[] {
	const documents = new Map(subject.documents);
	documents.delete(id);
	return [
		{
			fault: {code: 'document-missing', document: id},
			differences: {documents},
			expected: id === 'trust-policy' ? trusting() : lost(subject, documents),
		},
	];
}

function statementFaults(
	subject: Subject,
	id: PolicyId,
	index: number,
	statement: Statement,
): PlannedFault[] {
	const place = {document: id, statement: {index, sid: statement.Sid ?? ''}} as const;
	const planned = (
		code: Fault['code'],
		changed: Statement | undefined,
		expected?: PlannedFault['expected'],
		action?: string,
	): PlannedFault => {
		const documents = withStatement(subject.documents, id, index, changed);
		return {
			fault: {code, ...place, ...(action !== undefined && {action})},
			differences: {documents},
			expected: expected ?? lost(subject, documents),
		};
	};
	const actions = listOf(statement.Action);
	const isTrust = id === 'trust-policy';
	return [
		...(actions.length > 1
			? actions.map((action) =>
					planned(
						'action-missing',
						{...statement, Action: actions.filter((one) => one !== action)},
						isTrust
							? action === 'sts:AssumeRole'
								? trusting()
								: 'no-effect'
							: lostBy(
									subject,
									id,
									index,
									{
										...statement,
										Action: actions.filter((one) => one !== action),
									},
									action,
								),
						action,
					),
				)
			: []),
		planned('statement-missing', undefined, isTrust ? trusting() : undefined),
		...(statement.Principal === undefined
			? []
			: [
					planned(
						'other-principal',
						{...statement, Principal: {AWS: stranger}},
						isTrust ? trusting() : undefined,
					),
				]),
		...(isTrust ? externalIdFaults(subject, statement, planned) : []),
		...tenantFaults(subject, statement, planned),
		...(isTrust || id === 'key-policy' ? [] : placeFaults(subject, statement, planned)),
	];
}

type Plan = (
	code: Fault['code'],
	changed: Statement | undefined,
	expected?: PlannedFault['expected'],
) => PlannedFault;

function externalIdFaults(
	{connection: {externalId}}: Subject,
	statement: Statement,
	planned: Plan,
): PlannedFault[] {
	if (externalId === undefined || statement.Condition === undefined) {
		return [];
	}

	const told: Expected = {checks: ['trust.external-id'], actions: [], isOptional: false};
	const {Condition: _, ...open} = statement;
	return [
		planned('other-external-id', withText(statement, externalId, otherText), told),
		planned('blank-in-external-id', withText(statement, externalId, `${externalId} `), told),
		planned('no-external-id-condition', open, {
			...told,
			checks: ['trust.external-id', 'isolation.external-id'],
		}),
	];
}

function tenantFaults(
	{connection: {inputs}, profile: {tenant}}: Subject,
	statement: Statement,
	planned: Plan,
): PlannedFault[] {
	const value = tenant && inputs[tenant.input];
	if (value === undefined || !JSON.stringify(statement.Condition ?? {}).includes(value)) {
		return [];
	}

	const {Condition: _, ...open} = statement;
	return [
		planned('other-tenant', withText(statement, value, otherText)),
		planned('no-tenant-condition', open, {
			checks: ['isolation.tenant'],
			actions: [],
			isOptional: false,
		}),
	];
}

function placeFaults(subject: Subject, statement: Statement, planned: Plan): PlannedFault[] {
	const {connection, folder} = subject;
	const own = bucketArn(connection);
	const other = bucketArn({bucket: `${connection.bucket}-other`});
	const resources = listOf(statement.Resource);
	const inOther =
		folder === undefined
			? statement
			: withTexts(statement, (text) => text.replace(`${folder}/`, `${otherText}/`));
	return [
		...(resources.some((resource) => resource.startsWith(own))
			? [
					planned('other-place', {
						...statement,
						Resource: resources.map((resource) => resource.replace(own, other)),
					}),
				]
			: []),
		...(JSON.stringify(inOther) === JSON.stringify(statement)
			? []
			: [planned('other-folder', inOther)]),
	];
}

function accountFaults({connection, profile}: Subject): PlannedFault[] {
	const one = (
		code: Fault['code'],
		differences: Differences,
		...checks: readonly CheckId[]
	): PlannedFault => ({
		fault: {code},
		differences,
		expected: {checks, actions: [], isOptional: false},
	});
	const region = connection.region === 'us-east-1' ? 'us-west-2' : 'us-east-1';
	return [
		one('bucket-missing', {without: 'bucket'}, 'bucket.exists'),
		one('other-region', {region}, 'bucket.region'),
		one(
			'other-encryption',
			{algorithm: connection.encryption === 'SSE-S3' ? 'aws:kms' : 'AES256'},
			'bucket.encryption',
		),
		...(profile.access === 'customer-role'
			? [one('role-missing', {without: 'role'}, 'role.exists')]
			: []),
		...(connection.kmsKeyArn === undefined
			? []
			: [one('key-disabled', {keyState: 'Disabled'}, 'key.state')]),
	];
}

function trusting(): Expected {
	return {checks: trustChecks, actions: [], isOptional: false};
}

function withText<T>(value: T, from: string, to: string): T {
	return withTexts(value, (text) => (text === from ? to : text));
}

function withStatement(
	documents: HeldDocuments,
	id: PolicyId,
	index: number,
	changed: Statement | undefined,
): HeldDocuments {
	const document = documents.get(id);
	if (document === undefined) {
		return documents;
	}

	const statements = listOf(document.Statement);
	return new Map(documents).set(id, {
		...document,
		Statement: [
			...statements.slice(0, index),
			...(changed === undefined ? [] : [changed]),
			...statements.slice(index + 1),
		],
	});
}

/** What the vendor can no longer do by the documents that are left, and who has to say so. */
function lost(subject: Subject, left: HeldDocuments): PlannedFault['expected'] {
	const gone = subject.needs.filter(
		(need) => isAllowed(subject, subject.documents, need) && !isAllowed(subject, left, need),
	);
	return gone.length === 0
		? 'no-effect'
		: {
				checks: accessChecks,
				actions: gone.map(({action}) => action),
				isOptional: gone.every(({required}) => !required),
			};
}

/** The same for an action that a statement no longer gives; nobody can say so where no need stands behind it. */
function lostBy(
	subject: Subject,
	id: PolicyId,
	index: number,
	changed: Statement,
	action: string,
): PlannedFault['expected'] {
	return subject.needs.some((need) =>
		matchesWildcard(action.toLowerCase(), need.action.toLowerCase()),
	)
		? lost(subject, withStatement(subject.documents, id, index, changed))
		: 'not-needed';
}

/**
 * Whether the documents of an article give what is needed, by what stands in them: an article has no Deny against its own
 * vendor, and its conditions are met. Not how checks judge, so that both are held against each other.
 */
function isAllowed(subject: Subject, documents: HeldDocuments, need: ActionNeed): boolean {
	const {connection, principal, folder} = subject;
	const target = {
		bucket: bucketArn(connection),
		object: `${bucketArn(connection)}/${folder === undefined ? '' : `${folder}/`}object`,
		key: connection.kmsKeyArn ?? '',
	}[need.on];
	const gives = (id: PolicyId) =>
		listOf(documents.get(id)?.Statement).some(
			(statement) =>
				statement.Effect === 'Allow' &&
				(id === 'role-policy' || principalsOf(statement.Principal).includes(principal)) &&
				!saysAnother(statement) &&
				listOf(statement.Action).some((action) =>
					matchesWildcard(action.toLowerCase(), need.action.toLowerCase()),
				) &&
				listOf(statement.Resource).some((resource) => matchesWildcard(resource, target)),
		);
	return gives('role-policy') || gives(need.on === 'key' ? 'key-policy' : 'bucket-policy');
}

/** Whether a condition asks for what a fault put in place of the agreed value. */
function saysAnother({Condition}: Statement): boolean {
	return JSON.stringify(Condition ?? {}).includes(otherText);
}
