import {wholeAccountIn} from '../../aws/index.ts';
import {principalsInProfile} from '../../connection/index.ts';
import {objectOf} from '../../json/index.ts';
import {listOf} from '../../policy/index.ts';
import {actionNeeds} from '../needs.ts';
import type {MarkFacts} from '../types.ts';
import {applies} from '../uses.ts';
import {resembles} from './look-alikes.ts';
import {
	actionsIn,
	bucketIn,
	isForVendor,
	type Looked,
	type LookedStatement,
	namesOwnAccountOnly,
	objectIn,
	speaksAbout,
} from './looked.ts';
import type {BuiltIns} from './names.ts';

/** Actions on the bucket itself with which the vendor could open, empty or remove it, the worst first. */
const bucketControl = [
	...['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:DeleteBucket', 's3:PutBucketAcl'],
	...['s3:PutLifecycleConfiguration', 's3:PutReplicationConfiguration'],
	...['s3:PutBucketPublicAccessBlock', 's3:PutEncryptionConfiguration', 's3:PutBucketVersioning'],
	...['s3:PutBucketOwnershipControls', 's3:PutBucketObjectLockConfiguration'],
	...['s3:PutBucketNotification', 's3:PutBucketLogging', 's3:PutBucketWebsite'],
	...['s3:PutInventoryConfiguration', 's3:PutAnalyticsConfiguration'],
];

/** The same on objects. */
const objectControl = [
	...['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion', 's3:PutObjectVersionAcl'],
	...['s3:ObjectOwnerOverrideToBucketOwner', 's3:PutObjectLegalHold', 's3:PutObjectRetention'],
];

/** Actions that change who can use a key, or how, and do not take it away from its account. */
const keyControl = [
	...['kms:CreateGrant', 'kms:RevokeGrant', 'kms:RetireGrant', 'kms:TagResource'],
	...['kms:UntagResource', 'kms:UpdateAlias', 'kms:DeleteAlias', 'kms:ReplicateKey'],
	...['kms:UpdatePrimaryRegion', 'kms:EnableKey', 'kms:CancelKeyDeletion'],
	...['kms:ImportKeyMaterial', 'kms:DisableKeyRotation'],
];

type ByDocument = (statement: LookedStatement, looked: Looked) => readonly string[];

/** What the statements of each document say of it, each name once; nothing of a document that says nothing. */
function perDocument(looked: Looked, namesIn: ByDocument): MarkFacts[] {
	return looked.parts.documents.flatMap((document) => {
		const names = looked.statements
			.filter((statement) => statement.document === document)
			.flatMap((statement) => namesIn(statement, looked));
		return names.length === 0 || document.id === undefined
			? []
			: [{document: document.id, names: [...new Set(names)]}];
	});
}

function controlIn(statement: LookedStatement, looked: Looked): readonly string[] {
	const bucket = bucketIn(looked);
	return isForVendor(statement)
		? [
				...(speaksAbout(statement, bucket) ? actionsIn(statement, bucketControl) : []),
				...(speaksAbout(statement, objectIn(looked)) ? actionsIn(statement, objectControl) : []),
			]
		: [];
}

/** Statements with which the vendor could open, empty or remove the bucket. */
export function bucketControlMarks(looked: Looked): MarkFacts[] {
	return perDocument(looked, controlIn);
}

/** The same where the customer cannot choose a narrower document. */
export function onlyWideMarks(looked: Looked): MarkFacts[] {
	return looked.parts.documents.flatMap(({id, variants}) => {
		const last = variants.at(-1);
		const names = looked.statements
			.filter(({variant}) => variant === last)
			.flatMap((statement) => controlIn(statement, looked));
		return names.length === 0 || id === undefined
			? []
			: [{document: id, names: [...new Set(names)]}];
	});
}

/** Statements with which the vendor could give the key on, or change how it can be used. */
export function keyControlMarks(looked: Looked): MarkFacts[] {
	return perDocument(looked, (statement) =>
		isForVendor(statement) ? actionsIn(statement, keyControl) : [],
	);
}

/** Patterns of actions: they hold also what AWS adds to its services later. */
export function wildcardMarks(looked: Looked): MarkFacts[] {
	return perDocument(looked, (statement) =>
		isForVendor(statement)
			? listOf(statement.value.Action).filter((action) => /[*?]/.test(action))
			: [],
	);
}

/** Purposes that say less than their statements allow: the vendor could write or delete and says that it does not. */
export function beyondPurposeMarks(looked: Looked): MarkFacts[] {
	const object = objectIn(looked);
	return looked.parts.purposes.flatMap(({value: purpose}) => {
		const said = new Set(actionNeeds(purpose).map((need) => need.for));
		const unsaid = [
			...(said.has('write') ? [] : ['s3:PutObject']),
			...(said.has('delete') ? [] : ['s3:DeleteObject']),
			...(said.has('read') || said.has('write') ? [] : ['s3:GetObject']),
		];
		const names = looked.statements
			.filter(
				(statement) =>
					isForVendor(statement) &&
					speaksAbout(statement, object) &&
					[statement.when, statement.document.when].every((when) =>
						when?.purposes === undefined ? true : when.purposes.includes(purpose.id),
					),
			)
			.flatMap((statement) => actionsIn(statement, unsaid));
		return names.length === 0 ? [] : [{purpose: purpose.title, names: [...new Set(names)]}];
	});
}

/**
 * Actions that a purpose is said to need and that none of its documents gives the vendor: the article's own account would be
 * found wrong. What is asked of a key counts with the encryptions that have one.
 */
export function needsBeyondMarks(looked: Looked): MarkFacts[] {
	const {purposes, encryption = []} = looked.parts;
	const places = {bucket: bucketIn(looked), object: objectIn(looked)};
	return purposes.flatMap(({value: purpose}) => {
		const beyond = actionNeeds(purpose).filter(({action, on}) =>
			encryption
				.filter((method) => on !== 'key' || method !== 'SSE-S3')
				.some((method) =>
					looked.statements.every(
						(statement) =>
							!isForVendor(statement) ||
							(on !== 'key' && !speaksAbout(statement, places[on])) ||
							![statement.when, statement.document.when].every((when) =>
								applies(when, {purpose: purpose.id, encryption: method}),
							) ||
							actionsIn(statement, [action]).length === 0,
					),
				),
		);
		return beyond.length === 0
			? []
			: [{purpose: purpose.title, names: beyond.map(({action}) => action)}];
	});
}

/** A Deny for the vendor: it stands against everything that is allowed later, by whomever. */
export function vendorDenyMarks(looked: Looked): MarkFacts[] {
	return perDocument(looked, ({value}) =>
		value.Effect === 'Deny' ? [...listOf(value.Action)] : [],
	);
}

/**
 * More than taking the role: tags and a source identity that the vendor sends count in other policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionMarks(looked: Looked): MarkFacts[] {
	return perDocument(looked, ({value, document}) =>
		value.Effect === 'Allow' && document.id === 'trust-policy'
			? listOf(value.Action).filter((action) => action.toLowerCase() !== 'sts:assumerole')
			: [],
	);
}

/** A key policy that has no statement for the account: pasted alone, it would shut the account out. */
export function keyPolicyAloneMarks(looked: Looked): MarkFacts[] {
	return looked.parts.documents
		.filter(
			({id, variants}) =>
				id === 'key-policy' &&
				variants.some(({statements}) =>
					statements.every(({value}) => !namesOwnAccountOnly(value.statement)),
				),
		)
		.map(() => ({document: 'key-policy', names: []}));
}

/** Policy variables: what they stand for is known only with each request. */
export function variableMarks(looked: Looked): MarkFacts[] {
	return perDocument(looked, ({value}) => [
		...(JSON.stringify(value).match(/\$\{[^{}"]*\}/g) ?? []),
	]);
}

/** A whole account of the vendor: every user and role in it that the vendor lets has access. */
export function wholeAccountMarks({parts: {principal}}: Looked): MarkFacts[] {
	const isShown = principal?.from === 'product' && principal.kind === 'account';
	const names = [
		...principalsInProfile(principal).filter((arn) => wholeAccountIn(arn) !== undefined),
		...(isShown ? [principal.label] : []),
	];
	return names.length === 0 ? [] : [{names}];
}

/** A principal that is that of a built-in vendor, under another name. */
export function builtInPrincipalMarks({parts}: Looked, builtIns: BuiltIns): MarkFacts[] {
	const own = principalsInProfile(parts.principal);
	return builtIns.flatMap(({principal, name}) =>
		principalsInProfile(principal)
			.filter((arn) => own.includes(arn))
			.map((arn) => ({names: [arn, name]})),
	);
}

/** An id or a name that holds that of a built-in vendor. */
export function nearNameMarks({id, name}: Looked, builtIns: BuiltIns): MarkFacts[] {
	return [id, name].flatMap((text) => {
		const near = builtIns.find(
			(builtIn) =>
				text !== undefined &&
				[builtIn.id, builtIn.name].some((one) => resembles(text, one) === 'part'),
		);
		return near === undefined || text === undefined ? [] : [{names: [text, near.name]}];
	});
}

/** An address that leads elsewhere than it seems: with a name before its host, or a host that is not plain ASCII. */
export function addressMarks({article, raw}: Looked): MarkFacts[] {
	const sources = Array.isArray(raw.sources) ? raw.sources : [];
	const groups = Array.isArray(raw.addresses) ? raw.addresses : [];
	const addresses = [
		article,
		...sources.map((source) => objectOf(source).address),
		...groups.map((group) => objectOf(group).source),
	];
	return addresses.flatMap((address) =>
		typeof address === 'string' && isOdd(address) ? [{names: [address]}] : [],
	);
}

function isOdd(address: string): boolean {
	const [, host = ''] = /^https:\/\/([^/?#]*)/.exec(address) ?? [];
	return /[^A-Za-z0-9.:-]/.test(host) || /(?:^|\.)xn--/i.test(host);
}

/**
 * A tenant condition on a key that whoever sends a request can choose: it keeps nobody out who can send requests of one's
 * own. Tags of the vendor's principal, its ID, its session's name and its source identity are set by the vendor.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function chosenTenantMarks({parts: {tenant}}: Looked): MarkFacts[] {
	const setByVendor =
		/^(?:aws:PrincipalTag\/.+|aws:PrincipalArn|aws:userid|aws:SourceIdentity|sts:RoleSessionName)$/i;
	return tenant === undefined || tenant === 'absent' || setByVendor.test(tenant.value.conditionKey)
		? []
		: [{names: [tenant.value.conditionKey]}];
}

/**
 * A role that the vendor takes without an external ID: whoever can make the vendor use the ARN of the role gets in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function withoutExternalIdMarks({parts: {access, externalId}}: Looked): MarkFacts[] {
	return access === 'customer-role' && externalId?.from === 'none' ? [{names: []}] : [];
}

/** A role of the vendor that it uses for all its customers alike: what lets it in for one lets it in for all. */
export function withoutTenantMarks({parts: {access, tenant}}: Looked): MarkFacts[] {
	return access === 'vendor-role' && tenant === 'absent' ? [{names: []}] : [];
}

/** A statement that is pasted into the vendor's product: it does there what it says, with the rights of whoever pastes it. */
export function pastedStatementMarks({raw}: Looked): MarkFacts[] {
	const {statement} = objectOf(raw.form);
	const {label} = objectOf(statement);
	return typeof label === 'string' ? [{names: [label]}] : [];
}

/** What others could guess, or type by mistake. */
const shortestTenant = 6;

/** A tenant value that can be very short: a slip of the finger lets another customer of the vendor in. */
export function guessableTenantMarks({parts: {tenant, inputs}, patterns}: Looked): MarkFacts[] {
	return inputs
		.filter(
			({value}) =>
				tenant !== undefined && tenant !== 'absent' && tenant.value.input === value.field,
		)
		.flatMap(({value: {label, pattern}}) => {
			const facts = patterns.get(pattern);
			return facts !== undefined && facts.endless === undefined && facts.shortest < shortestTenant
				? [{names: [label, String(Math.max(1, facts.shortest))]}]
				: [];
		});
}
