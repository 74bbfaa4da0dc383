import {describe, test} from 'vitest';
import type {ConditionBlock} from '../../../source/policy/index.ts';
import {healthySnapshot, withAdded} from '../../support/snapshots.ts';
import {type Answer, holds} from './support/evaluate.ts';
import {type Ask, keyFacts, type Test} from './support/facts.ts';
import {expectNoMistakes, mistakeIn} from './support/findings.ts';
import {everything, places} from './support/places.ts';
import {purposesOf} from './support/purposes.ts';

type Asked = Test & {readonly key: string};

const asked = (operator: string, key: string, ...values: string[]): Asked => ({
	operator,
	key,
	asked: values,
});

/** Tests that hold for the vendor, do not hold, or may; from the policies in which people put them together. */
const tests: readonly Asked[] = [
	asked('Bool', 'aws:PrincipalIsAWSService', 'false'),
	asked('BoolIfExists', 'aws:ViaAWSService', 'false'),
	asked('StringNotEqualsIfExists', 'aws:SourceAccount', '111122223333'),
	asked('Null', 'aws:username', 'true'),
	asked('Bool', 'aws:SecureTransport', 'false'),
	asked('StringEquals', 'aws:PrincipalType', 'User'),
	asked('ForAnyValue:StringEquals', 'aws:CalledVia', 'athena.amazonaws.com'),
	asked('NotIpAddressIfExists', 'aws:SourceIp', '203.0.113.0/24'),
	asked('StringNotEqualsIfExists', 'aws:SourceVpc', 'vpc-1a2b3c4d'),
	asked('StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'),
	asked('StringNotLike', 'aws:userid', 'AROAEXAMPLEROLE000001:*'),
	asked('NumericLessThan', 's3:TlsVersion', '1.3'),
	asked('StringNotEquals', 's3:DataAccessPointAccount', '111122223333'),
	asked('DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'),
];

function answerOf({operator, key, asked: values}: Asked, ask: Ask): Answer {
	const fact = keyFacts.find((one) => one.key === key);
	const worlds = fact?.s3?.(fact.values(ask), ask);
	if (worlds === undefined) {
		throw new Error(`The table does not know ${key}.`);
	}

	return key === 'aws:userid' ? 'unknown' : holds(operator, values, worlds);
}

/** Whether all of them hold: one that does not decides, whatever is not known of the others. */
function all(answers: readonly Answer[]): Answer {
	return answers.includes(false) ? false : answers.includes('unknown') ? 'unknown' : true;
}

function any(answers: readonly Answer[]): Answer {
	return answers.includes(true) ? true : answers.includes('unknown') ? 'unknown' : false;
}

function conditionOf(list: readonly Asked[]): ConditionBlock {
	const condition: Record<string, Record<string, readonly string[]>> = {};
	for (const {operator, key, asked: values} of list) {
		condition[operator] = {...condition[operator], [key]: values};
	}

	return condition;
}

const bucketPlaces = places.filter(({service}) => service === 's3');
const statusOf = (isAllowed: Answer) =>
	isAllowed === 'unknown' ? 'unknown' : isAllowed ? 'pass' : 'fail';
const not = (answer: Answer): Answer => (answer === 'unknown' ? answer : !answer);

const read = (vendor: Ask['vendor']): Ask => ({vendor, service: 's3', action: 's3:GetObject'});

describe.each(tests.map((one, turn) => [`${one.operator} ${one.key}`, one, turn] as const))(
	'%s',
	(_name, one, turn) => {
		const others = tests.filter(({key}) => key !== one.key);

		// The documents and purposes take turns: each pair stands in one of them for either effect.
		test('holds together with another condition of the same statement, or not at all', () => {
			expectNoMistakes(
				others.flatMap((other, index) =>
					(['Deny', 'Allow'] as const).map((effect) => {
						const place = bucketPlaces[(turn + index) % bucketPlaces.length];
						const [first, second = first] = purposesOf(place?.vendor ?? 'iconik');
						const purpose = index % 2 === 0 ? first : second;
						if (place === undefined || purpose === undefined) {
							return 'There is no such place.';
						}

						const answer = all([one, other].map((item) => answerOf(item, read(place.vendor))));
						const condition = conditionOf([one, other]);
						const connection = purpose.connection();
						const mistake = mistakeIn(
							place.account(connection, effect, condition),
							connection,
							'access.read',
							{status: statusOf(effect === 'Deny' ? not(answer) : answer)},
						);
						return mistake && `${effect} ${JSON.stringify(condition)}: ${mistake}`;
					}),
				),
			);
		});

		test('denies beside another Deny, whichever of the two holds', () => {
			expectNoMistakes(
				others.map((other, index) => {
					const purpose = [...purposesOf('iconik'), ...purposesOf('creative-force')][index % 4];
					if (purpose === undefined) {
						return 'There is no such purpose.';
					}

					const connection = purpose.connection();
					const account = withAdded(
						healthySnapshot(connection),
						'bucket-policy',
						...[one, other].map(
							(item) =>
								({
									Sid: 'Guard',
									Effect: 'Deny',
									Principal: '*',
									Action: 's3:*',
									Resource: everything,
									Condition: conditionOf([item]),
								}) as const,
						),
					);
					const answer = any([one, other].map((item) => answerOf(item, read(purpose.vendor))));
					return mistakeIn(account, connection, 'access.read', {status: statusOf(not(answer))});
				}),
			);
		});
	},
);

describe('a Deny that spares the vendor by name', () => {
	const perimeter = [
		asked('NotIpAddressIfExists', 'aws:SourceIp', '203.0.113.0/24'),
		asked('StringNotEqualsIfExists', 'aws:SourceVpc', 'vpc-1a2b3c4d'),
		asked('Bool', 'aws:PrincipalIsAWSService', 'false'),
		asked('BoolIfExists', 'aws:ViaAWSService', 'false'),
	];
	const roles = [
		'arn:aws:iam::111122223333:role/CreativeForceAccess',
		'arn:aws:iam::283217727627:role/IconikS3AccessRole',
	];
	test.each([
		['pass', 'ArnNotLikeIfExists', roles],
		['pass', 'ArnNotEquals', roles],
		['pass', 'StringNotEquals', roles],
		['pass', 'StringNotLike', ['arn:aws:iam::*:role/Creative*', 'arn:aws:iam::*:role/Iconik*']],
		[
			'pass',
			'ArnNotLike',
			['arn:aws:iam::*:role/operator', 'arn:aws:iam::*:role/*S3*', 'arn:aws:iam::*:role/C*'],
		],
		// A wildcard means itself here.
		[
			'unknown',
			'StringNotEquals',
			['arn:aws:iam::111122223333:role/Creative*', 'arn:aws:iam::283217727627:role/*'],
		],
		[
			'unknown',
			'ArnNotLike',
			[
				'arn:aws:sts::*:assumed-role/CreativeForceAccess/*',
				'arn:aws:sts::*:assumed-role/Iconik*/*',
			],
		],
		['unknown', 'ArnNotLike', ['arn:aws:iam::111122223333:role/Other']],
	] as const)('%s: by %s and %j', (status, operator, names) => {
		expectNoMistakes(
			places
				.filter(({service, name}) => service === 's3' && name === 'the bucket policy')
				.flatMap((place) =>
					purposesOf(place.vendor).map((purpose) => {
						const connection = purpose.connection();
						const condition = conditionOf([
							...perimeter,
							asked(operator, 'aws:PrincipalArn', ...names),
						]);
						return mistakeIn(
							place.account(connection, 'Deny', condition),
							connection,
							'access.read',
							{status},
						);
					}),
				),
		);
	});
});
