import type {Snapshot} from '../../../source/account/index.ts';
import type {PolicyDocument, Statement} from '../../../source/policy/index.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {type Chance, chanceFrom} from './chance.ts';
import {type Account, usualConnections, withBucketStatements} from './usual-accounts.ts';

/** What S3 takes at most, in bytes. */
export const largestBucketPolicy = 20_480;

const bucket = 'arn:aws:s3:::acme-assets';
const own = '111122223333';

type Condition = NonNullable<Statement['Condition']>;

const words = [
	...['incoming', 'outgoing', 'raw', 'final', 'archive', 'shared', 'private', 'public', 'export'],
	...['team', 'video', 'images', 'catalog', 'season', 'draft', 'proxy', 'thumbs', 'masters'],
	...['2024', '2025', '2026', 'eu', 'us', 'tmp', 'logs', 'invoices', 'press', 'partners'],
] as const;
const endings = ['jpg', 'png', 'mov', 'mxf', 'tif', 'json', 'zip', 'psd'] as const;

function principalOf(chance: Chance): NonNullable<Statement['Principal']> {
	const account = () => `${100_000_000_000 + Math.floor(chance.number() * 899_999_999_999)}`;
	const name = () => `${chance.one(words)}-${Math.floor(chance.number() * 100)}`;
	const arn = () =>
		chance.one<() => string>([
			() => `arn:aws:iam::${own}:role/${name()}`,
			() => `arn:aws:iam::${own}:user/${name()}`,
			() => `arn:aws:iam::${account()}:role/${name()}`,
			() => `arn:aws:iam::${account()}:root`,
			() => `arn:aws:iam::${own}:root`,
		])();
	return chance.one<() => NonNullable<Statement['Principal']>>([
		() => ({AWS: arn()}),
		() => ({AWS: arn()}),
		() => ({AWS: [arn(), arn(), arn()]}),
		() => '*',
		() => ({AWS: '*'}),
		() => ({Service: chance.one(['cloudfront.amazonaws.com', 'logging.s3.amazonaws.com'])}),
	])();
}

const actionNames = [
	...['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetObjectTagging'],
	...['s3:GetObjectVersion', 's3:PutObjectAcl', 's3:ListBucketVersions', 's3:GetBucketLocation'],
	...['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObjectTagging'],
	...['s3:Get*', 's3:List*', 's3:Put*', 's3:*Object', 's3:*Acl', 's3:DeleteObject*', 's3:*'],
] as const;

function patternOf(chance: Chance): string {
	const word = () => chance.one(words);
	const pattern = chance.one<() => string>([
		() => '*',
		() => `${word()}/*`,
		() => `${word()}/${word()}/*`,
		() => `${word()}/${word()}/${word()}-*`,
		() => `*.${chance.one(endings)}`,
		() => `${word()}/*.${chance.one(endings)}`,
		() => `*/${word()}/*`,
		() => `*${word()}*${word()}*`,
		() => `${word()}-????/${word()}*`,
		() => `${word()}/??/*/${word()}.${chance.one(endings)}`,
		() => `home/\${aws:username}/*`,
		() => `${word()}/\${aws:PrincipalTag/team}/*`,
		() => `${word()}/${word()}.${chance.one(endings)}`,
	])();
	return `${bucket}/${pattern}`;
}

function testOf(chance: Chance): Condition {
	const word = () => chance.one(words);
	const byte = () => Math.floor(chance.number() * 256);
	const range = () => `${1 + byte()}.${byte()}.${byte()}.0/${chance.one([8, 16, 24, 28])}`;
	const isNot = () => chance.one(['', 'Not']);
	const ifExists = () => chance.one(['', '', 'IfExists']);
	const hex = () => Math.floor(chance.number() * 2 ** 32).toString(16);
	return chance.one<() => Condition>([
		() => ({Bool: {'aws:SecureTransport': 'false'}}),
		() => ({NumericLessThan: {'s3:TlsVersion': chance.one(['1.2', '1.3'])}}),
		() => ({[`${isNot()}IpAddress`]: {'aws:SourceIp': [range(), range(), range()]}}),
		() => ({[`String${isNot()}Equals${ifExists()}`]: {'aws:SourceVpce': `vpce-0${hex()}`}}),
		() => ({[`String${isNot()}Equals`]: {'aws:SourceVpc': [`vpc-${hex()}`, `vpc-${hex()}`]}}),
		() => ({[`String${isNot()}Equals${ifExists()}`]: {'aws:PrincipalOrgID': `o-${hex()}ab`}}),
		() => ({
			[`Arn${isNot()}Like`]: {
				'aws:PrincipalArn': [
					`arn:aws:iam::${own}:role/${word()}-*`,
					`arn:aws:iam::*:role/${word()}`,
				],
			},
		}),
		() => ({[`String${isNot()}Like`]: {'aws:userid': [`AROA${hex()}:*`, `AIDA${hex()}`]}}),
		() => ({[`String${isNot()}Equals`]: {'aws:PrincipalTag/team': [word(), word()]}}),
		() => ({StringEquals: {'s3:x-amz-acl': 'bucket-owner-full-control'}}),
		() => ({StringNotEqualsIfExists: {'s3:x-amz-server-side-encryption': 'aws:kms'}}),
		() => ({Null: {'s3:x-amz-server-side-encryption': 'true'}}),
		() => ({StringLike: {'s3:prefix': [`${word()}/*`, `${word()}/${word()}/*`, '']}}),
		() => ({NumericLessThanEquals: {'s3:max-keys': chance.one(['10', '100', '1000'])}}),
		() => ({StringEquals: {[`s3:ExistingObjectTag/${word()}`]: [word(), word()]}}),
		() => ({StringLike: {'aws:Referer': [`https://${word()}.example.com/*`]}}),
		() => ({DateLessThan: {'aws:CurrentTime': `20${25 + (byte() % 4)}-01-01T00:00:00Z`}}),
		() => ({BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}),
		() => ({StringEquals: {'aws:PrincipalAccount': [own, '283217727627']}}),
	])();
}

function conditionOf(chance: Chance, least: number): Condition {
	const condition: Record<string, Condition[string]> = {};
	for (let count = least + Math.floor(chance.number() * 2); count > 0; count -= 1) {
		for (const [operator, tests] of Object.entries(testOf(chance))) {
			condition[operator] = {...condition[operator], ...tests};
		}
	}

	return condition;
}

function statementOf(chance: Chance, index: number): Statement {
	const isDeny = chance.happens(0.35);
	const principal = isDeny && chance.happens(0.7) ? '*' : principalOf(chance);
	const resources = Array.from({length: 1 + Math.floor(chance.number() * 3)}, () =>
		patternOf(chance),
	);
	const actions = chance.some(actionNames, 1, 4);
	const isForAll = principal === '*' && chance.happens(0.9);
	const condition = conditionOf(chance, isForAll ? 1 : 0);
	return {
		Sid: `Statement${index}`,
		Effect: isDeny ? 'Deny' : 'Allow',
		Principal: principal,
		...(isDeny && chance.happens(0.08) ? {NotAction: actions} : {Action: actions}),
		...(isDeny && chance.happens(0.08)
			? {NotResource: resources}
			: {Resource: [...(chance.happens(0.3) ? [bucket] : []), ...resources]}),
		...(Object.keys(condition).length > 0 && {Condition: condition}),
	};
}

/** The snapshot with as many random statements beside the vendor's as S3 takes. */
function filled(healthy: Snapshot, chance: Chance): Snapshot {
	const {policy} = healthy.bucket;
	const before: PolicyDocument =
		policy.status === 'found'
			? (JSON.parse(policy.value) as PolicyDocument)
			: {Version: '2012-10-17', Statement: []};
	const room = largestBucketPolicy - JSON.stringify(before).length;
	const statements: Statement[] = [];
	let size = 0;
	for (;;) {
		const statement = statementOf(chance, statements.length);
		size += JSON.stringify(statement).length + 1;
		if (size > room) {
			return withBucketStatements(healthy, statements);
		}

		statements.push(statement);
	}
}

/**
 * Accounts whose bucket policies are as long as S3 takes them: the healthy documents of both vendors, and beside them
 * random statements of many kinds. The same in every run.
 */
export function randomAccounts(count: number): Account[] {
	return Array.from({length: count}, (_, index): Account => {
		const connection = usualConnections[index % usualConnections.length];
		if (connection === undefined) {
			throw new Error('There are no usual connections.');
		}

		return {
			name: `random policy ${index}, ${connection.vendor}, ${connection.purpose}, ${connection.encryption}`,
			connection,
			snapshot: filled(healthySnapshot(connection), chanceFrom(index + 1)),
		};
	});
}
