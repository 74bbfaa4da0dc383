import {
	type AccessRequest,
	decide,
	type PolicyDocument,
	type PolicySet,
	type RequestContext,
	type Statement,
} from '../../source/policy/index.ts';

export const account = '111122223333';
export const otherAccount = '283217727627';
export const role = `arn:aws:iam::${account}:role/Vendor`;
export const user = `arn:aws:iam::${account}:user/admin`;
export const session = `arn:aws:sts::${account}:assumed-role/Vendor/today`;
export const otherRole = `arn:aws:iam::${otherAccount}:role/Vendor`;
export const root = `arn:aws:iam::${account}:root`;
export const otherRoot = `arn:aws:iam::${otherAccount}:root`;
export const bucketArn = 'arn:aws:s3:::acme-assets';
export const objectArn = `${bucketArn}/incoming/a.jpg`;

/** A document of the current version of the language. */
export function policy(...statements: readonly Statement[]): PolicyDocument {
	return {Version: '2012-10-17', Statement: statements};
}

export const allow: Statement = {Effect: 'Allow', Action: '*', Resource: '*'};
export const deny: Statement = {Effect: 'Deny', Action: '*', Resource: '*'};

/** A context of which everything is known. */
export function complete(values: RequestContext['values'] = {}): RequestContext {
	return {values, others: 'absent'};
}

/** Reading an object as the role, unless said otherwise. */
export function request(changes: Partial<AccessRequest> = {}): AccessRequest {
	return {
		principal: role,
		action: 's3:GetObject',
		resource: objectArn,
		resourceAccount: account,
		context: complete(),
		...changes,
	};
}

/** Policies by the statements in them. */
export function policies(sides: {
	readonly identity?: readonly Statement[] | 'unseen';
	readonly boundary?: readonly Statement[];
	readonly resource?: readonly Statement[];
	readonly kind?: PolicySet['resourceKind'];
}): PolicySet {
	return {
		identity:
			sides.identity === 'unseen'
				? 'unseen'
				: [{name: 'own', document: policy(...(sides.identity ?? []))}],
		...(sides.boundary && {
			boundary: {name: 'limit', document: policy(...sides.boundary)},
		}),
		...(sides.resource && {
			resource: {name: 'shared', document: policy(...sides.resource)},
		}),
		resourceKind: sides.kind ?? 'bucket',
	};
}

/** The outcome alone. */
export function outcome(asked: AccessRequest, sides: Parameters<typeof policies>[0]) {
	return decide(asked, policies(sides)).outcome;
}
