import {describe, expect, test} from 'vitest';
import {planChanges} from '../../../source/apply/plan.ts';
import {folderOf} from '../../../source/connection/index.ts';
import {isWithin, parseAddressRange} from '../../../source/policy/index.ts';
import {networkOf, type VendorProfile} from '../../../source/vendors/index.ts';
import {type CheckId, type Finding, judge, situationOf} from '../../../source/verify/index.ts';
import {presentFinding} from '../../../source/words/index.ts';
import {connectionOf} from '../../support/feature-profiles.ts';
import {healthySnapshot, withStatements, withText} from '../../support/snapshots.ts';
import {deniedElsewhere, inFixedFolder} from './folder.ts';
import {brokenCases, featureCases} from './index.ts';
import {byNarrowedAccount} from './principal.ts';

// Of these nothing is known from here, whoever the vendor is.
const neverKnown = ['organization.policies'];

describe('an account with what the article gives', () => {
	test.each(featureCases)('is right for $feature', ({profile, connection, healthy, right}) => {
		const statuses = judge(healthy, connection, profile)
			.filter(({id}) => !neverKnown.includes(id))
			.map(({id, status, code}) => ({id, status, code}));
		const wrong = statuses.filter(({id, status}) =>
			right[id] === undefined ? status !== 'pass' && status !== 'skip' : right[id] !== status,
		);
		expect(wrong).toEqual([]);
	});
});

describe('an account in which something is broken', () => {
	test.each(brokenCases)('$feature: $what', ({profile, connection, ...rest}) => {
		const {healthy, snapshot, found, isCorrected} = rest;
		expect(snapshot).not.toEqual(healthy);
		const findings = judge(snapshot, connection, profile);
		const statuses = Object.fromEntries(findings.map(({id, status}) => [id, status]));
		expect(statuses).toMatchObject(found);
		if (isCorrected === true) {
			const [first = ''] = Object.keys(found);
			const finding = findings.find(({id}) => id === first);
			expect(finding).toHaveProperty('correction');
			const {document, text} = finding?.correction ?? {document: 'role-policy', text: ''};
			const after = judge(withText(snapshot, document, text), connection, profile);
			expect(after.find(({id}) => id === first)?.status).toBe(
				judge(healthy, connection, profile).find(({id}) => id === first)?.status,
			);
		}
	});
});

test('a whole account is narrowed to the user that the vendor names', () => {
	const profile = byNarrowedAccount;
	const connection = connectionOf(profile, {});
	const healthy = healthySnapshot(connection, {profile});
	const finding = judge(healthy, connection, profile).find(({id}) => id === 'trust.principal');
	expect(finding).toMatchObject({code: 'account-trusted'});
	const {text = ''} = finding?.correction ?? {};
	expect(text).toContain('user/acme-worker');
	expect(text).not.toContain(':root');
	const after = judge(withText(healthy, 'trust-policy', text), connection, profile);
	expect(after.find(({id}) => id === 'trust.principal')?.status).toBe('pass');
});

describe('the addresses of a vendor', () => {
	const cases = brokenCases.filter(({profile}) => profile.addresses !== undefined);

	test.each(
		cases.filter(({found}) => found['access.read'] === 'fail' && found['access.list'] === 'fail'),
	)('are named where one is shut out: $feature: $what', ({snapshot, connection, profile}) => {
		const situation = situationOf(snapshot, connection, profile);
		const network = networkOf(connection, profile);
		const finding = judge(snapshot, connection, profile).find(({id}) => id === 'access.read');
		const {witness, reason} = presentFinding(finding as Finding, situation);
		const address = witness?.context['aws:SourceIp'];
		if (address === undefined) {
			// It is shut out wherever it comes from.
			expect(reason).toContain('aws:SourceVpce');
			return;
		}

		const range = parseAddressRange(String(address));
		expect(range && network?.ranges.some((one) => isWithin(one, range))).toBe(true);
		expect(reason).toContain(`acme-assets from ${String(address)}`);
	});

	const keysNamed = (what: RegExp, check: CheckId) =>
		cases
			.filter((one) => what.test(one.what) && one.found[check] === 'unknown')
			.map(({snapshot, connection, profile}) => {
				const finding = judge(snapshot, connection, profile).find(({id}) => id === check);
				return finding?.code === 'depends-on-keys' ? finding.facts.keys : finding?.code;
			});

	test('leave open what a request without one would meet, and name the condition key', () => {
		const ip = ['aws:SourceIp'];
		const vpce = ['aws:SourceVpce'];
		const withoutAddress = /would have none|whoever has no address/;
		expect(keysNamed(withoutAddress, 'access.read')).toEqual([ip, ip, ip]);
		expect(keysNamed(withoutAddress, 'trust.principal')).toEqual([ip]);
		expect(keysNamed(/hits whoever comes through a VPC endpoint/, 'access.read')).toEqual([vpce]);
		expect(keysNamed(/and one VPC endpoint/, 'access.read')).toEqual([vpce]);
	});

	test('are known, so that nobody is told to ask for them', () => {
		const said = (what: RegExp, check: CheckId) =>
			cases
				.filter((one) => what.test(one.what) && one.found[check] === 'unknown')
				.map(({snapshot, connection, profile}) => {
					const finding = judge(snapshot, connection, profile).find(({id}) => id === check);
					return presentFinding(finding as Finding, situationOf(snapshot, connection, profile)).fix;
				});
		const endpoint =
			/^Ask Acme whether it comes through a VPC endpoint, since such a request has no aws:SourceIp/;
		const kms =
			/^Test it with Acme, since KMS need not see its IP addresses where S3 asks for it\./;
		const withoutAddress = /would have none|whoever has no address/;
		for (const [what, check, question, count] of [
			[withoutAddress, 'access.read', endpoint, 3],
			[withoutAddress, 'trust.principal', endpoint, 1],
			[/KMS does not see/, 'key.policy', kms, 2],
			[/KMS does not see/, 'access.kms', kms, 2],
		] as const) {
			const fixes = said(what, check);
			expect(fixes).toHaveLength(count);
			for (const fix of fixes) {
				expect(fix).toMatch(question);
			}
		}
	});

	test('are not what KMS sees of a request by S3, which is left open with the condition key', () => {
		const what = /KMS does not see|from where S3 asks/;
		for (const check of ['key.policy', 'access.kms'] as const) {
			expect(keysNamed(what, check)).toEqual([
				['aws:SourceIp'],
				['aws:SourceIp'],
				['aws:SourceVpce'],
			]);
		}
	});

	test.each(cases)('are of no matter to who else is let in: $feature: $what', (one) => {
		const {snapshot, connection, profile} = one;
		const {addresses: _addresses, ...unknown} = profile;
		const publicly = (known: VendorProfile) =>
			judge(snapshot, connection, known).find(({id}) => id === 'isolation.public')?.status;
		expect(publicly(profile)).toBe(publicly(unknown));
	});

	test.each(
		cases.filter(
			({what, found}) =>
				/a Deny/.test(what) &&
				found['access.list'] !== undefined &&
				found['access.list'] !== 'unknown',
		),
	)('are all that decides: $feature: $what', ({snapshot, connection, profile}) => {
		const {addresses: _addresses, ...unknown} = profile;
		const status = judge(snapshot, connection, unknown).find(
			({id}) => id === 'access.read',
		)?.status;
		expect(status).toBe('unknown');
	});
});

describe('a folder', () => {
	const withFolder = brokenCases.filter(({connection, profile}) => folderOf(connection, profile));
	const wholeBucket = /acme-assets\/\*/;

	test.each(withFolder)('is all that is proposed: $feature: $what', ({snapshot, ...rest}) => {
		const {profile, connection} = rest;
		const wasWide = wholeBucket.test(JSON.stringify(snapshot));
		const situation = situationOf(snapshot, connection, profile);
		for (const finding of judge(snapshot, connection, profile)) {
			const {reason, fix} = presentFinding(finding, situation);
			const {text = ''} = finding.correction ?? {};
			expect(fix).not.toMatch(wholeBucket);
			expect(wasWide || !wholeBucket.test(`${reason} ${text}`), text).toBe(true);
		}

		const {steps} = planChanges(snapshot, connection, profile);
		expect(wasWide || !wholeBucket.test(JSON.stringify(steps))).toBe(true);
	});

	test('is not concerned by a Deny beside it', () => {
		const connection = connectionOf(inFixedFolder, {externalId: '2f6b0f0e'});
		const healthy = healthySnapshot(connection, {profile: inFixedFolder});
		const statuses = judge(
			deniedElsewhere(healthy, 'role-policy'),
			connection,
			inFixedFolder,
		).filter(({status}) => status === 'fail');
		expect(statuses).toEqual([]);
	});

	test('that is mistyped is named, with the right one', () => {
		const connection = connectionOf(inFixedFolder, {externalId: '2f6b0f0e'});
		const healthy = healthySnapshot(connection, {profile: inFixedFolder});
		const snapshot = withStatements(healthy, 'role-policy', (statement) => ({
			...statement,
			...(statement.Sid === 'AcmeObjects' && {
				Resource: 'arn:aws:s3:::acme-assets/acme-log/*',
			}),
			...(statement.Sid === 'AcmeBucket' && {
				Condition: {StringLike: {'s3:prefix': 'acme-log/*'}},
			}),
		}));
		const situation = situationOf(snapshot, connection, inFixedFolder);
		const findings = judge(snapshot, connection, inFixedFolder).map((finding) =>
			presentFinding(finding, situation),
		);
		const said = (id: string) => findings.find((finding) => finding.id === id);
		expect(said('access.read')).toMatchObject({
			status: 'fail',
			reason: expect.stringContaining(
				'which is the folder "acme-log", not in the folder "acme-logs"',
			),
			fix: 'Put "arn:aws:s3:::acme-assets/acme-logs/*" there as the Resource.',
		});
		expect(said('access.list')).toMatchObject({
			status: 'fail',
			fix: 'Put "acme-logs/*" into the condition on s3:prefix, with StringLike.',
		});
	});
});
