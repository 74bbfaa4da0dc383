import type {Statement} from '../../../source/policy/index.ts';
import {iconikConnection} from '../../support/connections.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {type Account, withBucketStatements} from './usual-accounts.ts';

const bucket = 'arn:aws:s3:::acme-assets';

const about = (Effect: Statement['Effect'], pattern: string): Statement => ({
	Effect,
	Principal: '*',
	Action: 's3:*',
	Resource: `${bucket}/${pattern}`,
});

/** To read it from left to right one has to keep in mind at which of the last 21 characters an `a` was. */
const longMemory = `*a${'?'.repeat(20)}`;
const letters = [...'abcdefghijkl'];

/** Policies that are made to be hard, each with what it is called in a table. */
const families: readonly {readonly name: string; readonly statements: readonly Statement[]}[] = [
	{name: '`*a` and 20 `?` allowed', statements: [about('Allow', longMemory)]},
	{
		name: '`*a` and 20 `?` denied',
		statements: [about('Allow', '*'), about('Deny', longMemory)],
	},
	{
		name: '`*a` and 20 `?` allowed and denied',
		statements: [about('Allow', longMemory), about('Deny', longMemory)],
	},
	{
		name: '120 Deny of the form `*w*v*`',
		statements: [
			about('Allow', '*'),
			...letters
				.flatMap((one) => letters.map((other) => `*${one}*${other}*`))
				.slice(0, 120)
				.map((pattern) => about('Deny', pattern)),
		],
	},
	{
		name: '60 public prefixes, each with its own Deny',
		statements: Array.from({length: 60}, (_, index) => [
			about('Allow', `prefix${index}/*`),
			about('Deny', `prefix${index}/*private*`),
		]).flat(),
	},
];

/** Accounts whose bucket policies are made to be hard to judge, beside a vendor's healthy documents. */
export function hostileAccounts(): Account[] {
	const connection = iconikConnection({encryption: 'SSE-S3'});
	return families.map(({name, statements}) => ({
		name,
		connection,
		snapshot: withBucketStatements(healthySnapshot(connection), statements),
	}));
}
