import {describe, expect, test} from 'vitest';
import {corsRules as readCors} from '../../../source/account/index.ts';
import type {CorsRule} from '../../../source/bucket-settings/index.ts';
import {judge, situationOf} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {
	asksForId,
	connectionOf,
	corsRules,
	customerRoleText,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../../support/feature-profiles.ts';
import {
	absent,
	found,
	healthySnapshot,
	withBucket,
	withoutBucket,
} from '../../support/snapshots.ts';
import {withPages} from '../features/settings.ts';

const connection = connectionOf(withPages, {externalId: '2f6b0f0e'});
const healthy = healthySnapshot(connection, {profile: withPages});
const wanted: CorsRule = {
	AllowedHeaders: ['*'],
	AllowedMethods: ['GET', 'HEAD', 'PUT'],
	AllowedOrigins: ['https://*.acme.example'],
	ExposeHeaders: ['ETag'],
};
const of = (...rules: readonly CorsRule[]) =>
	withBucket(healthy, {
		cors: rules.length === 0 ? absent('NoSuchCORSConfiguration') : found(readCors(rules)),
	});

function checked(snapshot = healthy) {
	const [finding] = judge(snapshot, connection, withPages, ['bucket.cors']);
	if (finding === undefined) {
		throw new Error('Nothing was found.');
	}

	return {finding, words: presentFinding(finding, situationOf(snapshot, connection, withPages))};
}

describe('bucket.cors', () => {
	test('passes where the rules of the article are there', () => {
		expect(checked().finding).toMatchObject({status: 'pass', code: 'requests-allowed'});
	});

	test('waits for the bucket', () => {
		expect(checked(withoutBucket(healthy)).finding).toMatchObject({
			status: 'skip',
			code: 'not-yet',
		});
	});

	test('says that there are no rules, and gives them', () => {
		const {finding, words} = checked(of());
		expect(finding).toMatchObject({status: 'fail', code: 'no-cors-rules'});
		expect(JSON.parse(finding.correction?.text ?? '')).toMatchObject([{ID: 'AcmePages'}]);
		expect(words.fix).toContain('Cross-origin resource sharing (CORS) > Edit');
	});

	test('names the request that is refused, the methods of which that is so, and the rule that comes near', () => {
		const theirs = {...wanted, ID: 'theirs', AllowedMethods: ['GET']};
		const {finding, words} = checked(of(theirs));
		expect(finding).toMatchObject({
			code: 'request-refused',
			blame: {document: 'bucket-cors', sid: 'theirs', index: 0},
			witness: {
				principal: 'https://app.acme.example',
				action: 'HEAD',
				resource: 'arn:aws:s3:::acme-assets/*',
				context: {Origin: 'https://app.acme.example', 'Access-Control-Request-Method': 'HEAD'},
			},
		});
		expect(words.reason).toBe(
			'The CORS rules of the bucket do not allow HEAD from a page of https://app.acme.example: no rule for these pages has this method (the rule "theirs" comes near). This is so for HEAD and PUT.',
		);
	});

	test('names the header that may not be sent', () => {
		const {finding, words} = checked(of({...wanted, AllowedHeaders: ['content-*']}));
		expect(finding.witness?.context).toMatchObject({
			'Access-Control-Request-Headers': ['authorization'],
		});
		expect(words.reason).toContain('and the header authorization');
	});

	test('names the rule that hides a header, and shows it in its place', () => {
		const first = {...wanted, ID: 'first', ExposeHeaders: ['x-amz-request-id']};
		const {finding, words} = checked(of(first, wanted));
		expect(finding).toMatchObject({
			code: 'headers-hidden',
			blame: {document: 'bucket-cors', sid: 'first', index: 0},
		});
		expect(JSON.parse(finding.correction?.text ?? '')).toMatchObject([
			{ID: 'first', ExposeHeaders: ['x-amz-request-id', 'ETag']},
			{},
		]);
		expect(finding.correction?.changes).toEqual([
			{
				kind: 'exposes',
				sid: 'first',
				index: 0,
				headers: ['ETag'],
				origins: ['https://*.acme.example'],
			},
		]);
		expect(words.reason).toContain('cannot read ETag of the answers');
		expect(words.fix).toContain('Add ETag to ExposeHeaders of the rule "first"');
	});

	test('shows a header to pages of the vendor alone where the rule is for all sites', () => {
		const all = {ID: 'all', AllowedMethods: ['GET'], AllowedOrigins: ['*']};
		const {finding, words} = checked(of(all, wanted));
		expect(finding).toMatchObject({code: 'headers-hidden', blame: {sid: 'all'}});
		expect(JSON.parse(finding.correction?.text ?? '')).toEqual([
			expect.objectContaining({ID: 'AcmePages', AllowedOrigins: ['https://*.acme.example']}),
			all,
			expect.objectContaining({AllowedOrigins: ['https://*.acme.example']}),
		]);
		expect(words.fix).toMatch(
			/^Put a rule for pages of Acme before that one, with ETag in ExposeHeaders .* would be shown to pages of others too\.$/,
		);
	});

	describe('where the rules of the article are for the pages of any site', () => {
		const anySite = profileIn(
			customerRoleText({
				documents: [
					rolePolicy,
					trustPolicy(asksForId),
					{...corsRules, rules: [{...wanted, AllowedOrigins: ['*']}]},
				],
			}),
		);
		const judged = (...rules: readonly CorsRule[]) => {
			const snapshot = of(...rules);
			const [finding] = judge(snapshot, connection, anySite, ['bucket.cors']);
			return finding && presentFinding(finding, situationOf(snapshot, connection, anySite));
		};
		const narrowed = {
			...wanted,
			AllowedOrigins: ['https://acme.example', 'https://*.acme.example'],
		};

		test('the same rules pass', () => {
			expect(judged({...wanted, AllowedOrigins: ['*']})).toMatchObject({status: 'pass'});
		});

		test('some pages alone are a warning, and nobody is told to open it to any site', () => {
			const found = judged(narrowed);
			expect(found).toMatchObject({
				status: 'warn',
				code: 'some-origins-allowed',
				reason: expect.stringContaining(
					'for pages of https://acme.example and https://*.acme.example alone, which keeps other sites out',
				),
			});
			expect(found).not.toHaveProperty('correction');
		});

		test('only pages that may do all of it count', () => {
			const reading = {
				...wanted,
				AllowedMethods: ['GET'],
				AllowedOrigins: ['https://other.example'],
			};
			expect(judged(reading, narrowed)?.reason).not.toContain('other.example');
			expect(
				judged({...wanted, AllowedMethods: ['GET'], AllowedOrigins: ['*']}, narrowed),
			).toMatchObject({
				status: 'warn',
			});
		});

		test.each<[string, Partial<CorsRule>]>([
			['a method', {AllowedMethods: ['GET', 'HEAD']}],
			['a header', {AllowedHeaders: ['content-type']}],
			['a header of the answer', {ExposeHeaders: []}],
		])('some pages that lack %s are none', (_what, change) => {
			expect(judged({...narrowed, ...change})).toMatchObject({status: 'fail'});
		});

		test('there have to be rules', () => {
			expect(judged()).toMatchObject({status: 'fail', code: 'no-cors-rules'});
		});
	});

	test('gives no correction that S3 would not take, and says why', () => {
		const many = Array.from({length: 100}, (_, index) => ({
			AllowedMethods: ['GET'],
			AllowedOrigins: [`https://${index}.example`],
		}));
		const {finding, words} = checked(of(...many));
		expect(finding.correction).toBeUndefined();
		expect(words.fix).toContain('S3 allows 100');
	});
});
