import {describe, expect, expectTypeOf, test} from 'vitest';
import {checkConnection} from '../../source/connection/index.ts';
import {
	type Answers,
	answerProblem,
	answerProblems,
	answersAsConnection,
	answersFromConnection,
} from '../../source/wizard/answers.ts';
import type {Field} from '../../source/wizard/components/index.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {
	answersWithout,
	creativeForceAnswers,
	iconikAnswers,
	pictureBarn,
	pictureBarnAnswers,
} from './support/states.ts';

describe('answers as a connection', () => {
	test('a key that was given before SSE-S3 was chosen is kept back', () => {
		const raw = answersAsConnection({...creativeForceAnswers, encryption: 'SSE-S3'}, creativeForce);
		expect(raw).not.toHaveProperty('kmsKeyArn');
		expect(checkConnection(raw, creativeForce).connection.encryption).toBe('SSE-S3');
	});

	test('a role that was given for another vendor is kept back', () => {
		const raw = answersAsConnection({...creativeForceAnswers, ...iconikAnswers}, iconik);
		expect(Object.keys(raw)).not.toContain('roleName');
		expect(answerProblems({...creativeForceAnswers, ...iconikAnswers}, iconik)).toEqual([]);
	});

	test('what is not a field of the file, and what is empty, does not get into it', () => {
		const raw = answersAsConnection(
			{...creativeForceAnswers, 'new-bucket': 'yes', rolePath: ''},
			creativeForce,
		);
		expect(raw).not.toHaveProperty('new-bucket');
		expect(raw).not.toHaveProperty('rolePath');
	});

	test('a vendor from a profile file brings both of its inputs', () => {
		const raw = answersAsConnection(pictureBarnAnswers, pictureBarn);
		expect(checkConnection(raw, pictureBarn).connection).toMatchObject({
			vendor: '/home/ann/profiles/picture-barn.json',
			inputs: {workspace: 'north', stableName: 'barn'},
		});
	});
});

// Made by `npm run types`: the runner takes the types away.
test('an answer under a name that is none of a field does not compile', () => {
	expectTypeOf<Answers>().not.toHaveProperty('costCentre');
	expectTypeOf<Answers>().toHaveProperty('bucket');
	expectTypeOf<Field['name']>().not.toEqualTypeOf<string>();
});

describe('what is wrong with answers', () => {
	test('names each missing field', () => {
		const answers = answersWithout(pictureBarnAnswers, 'stableName', 'bucket');
		expect(answerProblems(answers, pictureBarn).map(({field}) => field)).toEqual([
			'bucket',
			'stableName',
		]);
	});

	test('a key of another Region is wrong only for this Region', () => {
		expect(answerProblem('kmsKeyArn', creativeForceAnswers, creativeForce)).toBeUndefined();
		const moved = {...creativeForceAnswers, region: 'us-east-1'};
		expect(answerProblem('kmsKeyArn', moved, creativeForce)?.rule).toContain('us-east-1');
	});

	test('a new bucket is held to the rules of today', () => {
		const old = {bucket: 'Acme_Old', region: 'us-east-1'};
		expect(answerProblem('bucket', old, creativeForce)).toBeUndefined();
		expect(answerProblem('bucket', {...old, 'new-bucket': 'yes'}, creativeForce)).toBeDefined();
	});
});

test('the answers of a connection file are its texts', () => {
	expect(answersFromConnection({version: 1, bucket: 'acme-assets', region: 'eu-west-1'})).toEqual({
		bucket: 'acme-assets',
		region: 'eu-west-1',
	});
});
