import {describe, expect, test} from 'vitest';
import {
	buildDocuments,
	type ConnectionSetting,
	mergeSetting,
} from '../../source/documents/index.ts';
import {settingChangesInWords} from '../../source/words/index.ts';
import {connectionOf} from '../support/feature-profiles.ts';
import {refusal} from '../support/merging.ts';
import {withOwnEvents, withPages} from '../verify/features/settings.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const pages = connectionOf(withPages, {externalId: '2f6b0f0e'});
const events = connectionOf(withOwnEvents, {externalId: '2f6b0f0e', folder: 'landing', queueArn});

function only<Setting extends ConnectionSetting>(found: readonly Setting[]): Setting {
	const [first] = found;
	if (first === undefined) {
		throw new Error('There is no such document.');
	}

	return first;
}

const cors = only(buildDocuments(pages, withPages, {only: 'bucket-cors'}));
const notification = only(buildDocuments(events, withOwnEvents, {only: 'bucket-notification'}));
const theirs = {ID: 'theirs', AllowedMethods: ['GET'], AllowedOrigins: ['https://theirs.example']};

describe('the documents', () => {
	test('are the list of rules that the console takes, with its place', () => {
		expect(cors.document).toMatchObject([{ID: 'AcmePages'}]);
		expect(cors.consolePath).toContain('Cross-origin resource sharing (CORS) > Edit');
		expect(cors.size.used).toBeGreaterThan(100);
	});

	test('name the folder as a filter holds it, and none where there is none', () => {
		const folder = connectionOf(withOwnEvents, {
			externalId: '2f6b0f0e',
			folder: 'my files (1)',
			queueArn,
		});
		const [filtered] = buildDocuments(folder, withOwnEvents, {only: 'bucket-notification'});
		expect(JSON.stringify(filtered?.document)).toContain('"my+files+(1)/"');
		const whole = connectionOf(withOwnEvents, {externalId: '2f6b0f0e', queueArn});
		const [all] = buildDocuments(whole, withOwnEvents, {only: 'bucket-notification'});
		expect(all?.document).toEqual({
			QueueConfigurations: [
				{Id: 'acme-new-objects', QueueArn: queueArn, Events: ['s3:ObjectCreated:*']},
			],
		});
	});

	test('stand behind the policies, in the order of the article', () => {
		expect(buildDocuments(events, withOwnEvents).map(({id}) => id)).toEqual([
			'role-policy',
			'trust-policy',
			'bucket-notification',
			'queue-policy',
		]);
	});
});

describe('merging CORS rules', () => {
	test.each([
		['the console', [theirs]],
		['the AWS CLI', {CORSRules: [theirs]}],
	])('gives them back as %s has them', (_name, given) => {
		const {text, changes} = mergeSetting(JSON.stringify(given), cors, 'cors.json');
		const rules = [theirs, ...cors.document];
		expect(JSON.parse(text)).toEqual(Array.isArray(given) ? rules : {CORSRules: rules});
		expect(changes).toEqual([{kind: 'added', sid: 'AcmePages', index: 1}]);
	});

	test('names whose pages read what by a rule that has to show more', () => {
		const shared = {
			ID: 'shared',
			AllowedMethods: ['GET'],
			AllowedOrigins: ['https://app.acme.example', 'https://theirs.example'],
			ExposeHeaders: ['x-theirs'],
		};
		const all = {ID: 'all', AllowedMethods: ['GET'], AllowedOrigins: ['*']};
		const {changes} = mergeSetting(JSON.stringify([shared, all]), cors, 'cors.json');
		expect(settingChangesInWords('bucket-cors', changes)).toEqual([
			'completed rule "shared", by which pages of https://app.acme.example and https://theirs.example may then read ETag',
			'added rule "AcmePages"',
		]);
	});

	test('names all sites where a rule for all of them has to show more', () => {
		const change = {kind: 'exposes', index: 3, sid: '', headers: ['ETag'], origins: ['*']} as const;
		expect(settingChangesInWords('bucket-cors', [change])).toEqual([
			'completed rule 4, which has no ID, by which pages of all sites may then read ETag',
		]);
	});

	test('leaves a text alone that has them, byte for byte', () => {
		const text = ` ${JSON.stringify(cors.document)}\n`;
		expect(mergeSetting(text, cors, 'cors.json')).toMatchObject({text, changes: []});
	});

	test.each(['', 'null', '[]', '{}'])('takes %j for no rules', (text) => {
		expect(mergeSetting(text, cors, 'cors.json').document).toEqual(cors.document);
	});

	test.each([
		['{"Version": "2012-10-17", "Statement": []}', 'neither a list of rules'],
		['[{"AllowedMethods": ["PATCH"], "AllowedOrigins": ["*"]}]', 'A method is one of'],
		['[{"AllowedMethods": ["GET"]}]', 'A rule has AllowedMethods and AllowedOrigins'],
		['<CORSConfiguration/>', ''],
	])('refuses %s', (text, rule) => {
		const error = refusal(() => mergeSetting(text, cors, 'cors.json'));
		expect(error.exitCode).toBe(2);
		expect(JSON.stringify(error.problems)).toContain(rule);
	});

	test('refuses more rules than S3 takes', () => {
		const many = Array.from({length: 100}, () => theirs);
		const error = refusal(() => mergeSetting(JSON.stringify(many), cors, 'cors.json'));
		expect(error).toMatchObject({exitCode: 1});
		expect(error.message).toContain('101 CORS rules');
	});

	test('refuses rules that are larger than S3 takes', () => {
		const long = {...theirs, ExposeHeaders: ['x'.repeat(64 * 1024)]};
		const error = refusal(() => mergeSetting(JSON.stringify([long]), cors, 'cors.json'));
		expect(error.message).toContain('too large for S3');
	});
});

describe('merging event notifications', () => {
	test('keeps everybody who is told', () => {
		const there = {
			TopicConfigurations: [
				{TopicArn: 'arn:aws:sns:eu-central-1:111122223333:t', Events: ['s3:ObjectRemoved:*']},
			],
		};
		const {document} = mergeSetting(JSON.stringify(there), notification, 'told.json');
		expect(document).toEqual({...there, ...notification.document});
	});

	test('names what it takes out by its place in what was there', () => {
		const wide = connectionOf(withOwnEvents, {externalId: '2f6b0f0e', queueArn});
		const all = only(buildDocuments(wide, withOwnEvents, {only: 'bucket-notification'}));
		const there = {
			TopicConfigurations: [
				{TopicArn: 'arn:aws:sns:eu-central-1:111122223333:t', Events: ['s3:ObjectRemoved:*']},
			],
			QueueConfigurations: [
				{QueueArn: `${queueArn}-other`, Events: ['s3:ObjectTagging:*']},
				{
					QueueArn: queueArn,
					Events: ['s3:ObjectCreated:*'],
					Filter: {Key: {FilterRules: [{Name: 'prefix', Value: 'a/'}]}},
				},
			],
		};
		const merged = mergeSetting(JSON.stringify(there), all, 'told.json');
		expect(settingChangesInWords('bucket-notification', merged.changes)).toEqual([
			'removed what was notification 3 and has no ID',
			'added notification "acme-new-objects"',
		]);
	});

	test('says of one that stays for other events what it has no more', () => {
		const there = {
			QueueConfigurations: [
				{
					Id: 'mine',
					QueueArn: queueArn,
					Events: ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*'],
					Filter: {Key: {FilterRules: [{Name: 'prefix', Value: 'landing/a/'}]}},
				},
			],
		};
		const {changes} = mergeSetting(JSON.stringify(there), notification, 'told.json');
		expect(changes).toEqual([
			{kind: 'narrowed', sid: 'mine', index: 0, events: ['s3:ObjectCreated:Put']},
			{kind: 'added', sid: 'acme-new-objects', index: 1},
		]);
		expect(settingChangesInWords('bucket-notification', changes)[0]).toBe(
			'moved s3:ObjectCreated:Put from notification "mine" to the vendor\'s',
		);
	});

	test('is refused where somebody else is told of the same, and says who', () => {
		const there = {
			QueueConfigurations: [{QueueArn: `${queueArn}-other`, Events: ['s3:ObjectCreated:Put']}],
		};
		const error = refusal(() => mergeSetting(JSON.stringify(there), notification, 'told.json'));
		expect(error.exitCode).toBe(1);
		expect(error.problems).toMatchObject([{code: 'notification-overlaps'}]);
		expect(error.message).toContain(`${queueArn}-other`);
	});

	test.each([
		['{"Rules": []}', 'nothing else'],
		['{"QueueConfigurations": [{"QueueArn": "a"}]}', 'QueueArn and Events'],
		['[]', 'not a JSON object'],
	])('refuses %s', (text, rule) => {
		const error = refusal(() => mergeSetting(text, notification, 'told.json'));
		expect(JSON.stringify(error.problems)).toContain(rule);
	});
});
