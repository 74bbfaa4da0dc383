import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {corsRules} from '../../source/account/shapes.ts';
import type {DocumentId} from '../../source/aws/index.ts';
import {type CorsRule, corsGaps} from '../../source/bucket-settings/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {buildDocuments} from '../../source/documents/index.ts';
import {listOf, type NamedPolicy, type PolicyDocument} from '../../source/policy/index.ts';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import {builtInProfiles, type VendorProfile} from '../../source/vendors/index.ts';
import {
	accessChange,
	judge,
	type ResourceDocument,
	roleAccessChange,
	situationOf,
} from '../../source/verify/index.ts';
import {
	absent,
	defaultKeyPolicy,
	found,
	healthySnapshot,
	withBucket,
	withDocument,
	withRole,
} from '../support/snapshots.ts';
import {
	applies,
	articleCors,
	articleOf,
	articlePolicies,
	articleVendors,
	filesOf,
	isInArticle,
} from './articles.ts';

type Case = {
	readonly name: string;
	readonly profile: VendorProfile;
	readonly connection: Connection;
};

/** Every way to use a vendor that its article has, with each of those whom it can name. */
const cases: readonly Case[] = builtInProfiles.flatMap((profile) =>
	profile.purposes.flatMap(({id: purpose}) =>
		profile.encryption
			.filter((encryption) => isInArticle(articleOf(profile.id), {purpose, encryption}))
			.flatMap((encryption) =>
				connectionsOf(profile, {purpose, encryption}).map((connection) => ({
					name: [profile.id, purpose, encryption, ...Object.values(connection.inputs)].join(' '),
					profile,
					connection,
				})),
			),
	),
);

function connectionsOf(
	profile: VendorProfile,
	use: Pick<Connection, 'purpose' | 'encryption'>,
): Connection[] {
	const connection = exampleConnection(profile, use);
	const {principal} = profile;
	// The article of Segment has no statement for a folder of the customer's own.
	const {folder: _own, ...plain} = connection;
	const given = profile.id === 'segment' ? plain : connection;
	return principal.from === 'choice'
		? principal.choices.map(({value}) => ({
				...given,
				inputs: {...given.inputs, [principal.input]: value},
			}))
		: [given];
}

/** A document as it lies in an account: a key keeps the statement of its account. */
function asHeld(
	{accountId}: Connection,
	id: DocumentId,
	statements: PolicyDocument['Statement'],
): PolicyDocument {
	const own = id === 'key-policy' ? listOf(defaultKeyPolicy(accountId).Statement) : [];
	return {Version: '2012-10-17', Statement: [...own, ...listOf(statements)]};
}

/** What a profile has as the document of the article. */
function ofProfile({profile, connection}: Case, id: DocumentId): PolicyDocument {
	const [built] = buildDocuments(connection, profile, {only: id});
	if (built === undefined || !('forMerge' in built)) {
		throw new Error(`The profile has no ${id}.`);
	}

	// As it is printed: what is written into an account is that for the folder alone.
	const statements =
		id === 'key-policy' ? built.forMerge.statements : listOf(built.document.Statement);
	return asHeld(connection, id, statements);
}

const named = (policies: readonly PolicyDocument[]): NamedPolicy[] =>
	policies.map((document, index) => ({name: `policy-${index}`, document}));

/** The account of somebody who pasted the article's documents. */
function accountByArticle({profile, connection}: Case): Snapshot {
	const cors = articleCors(profile);
	let snapshot = withBucket(healthySnapshot(connection, {profile}), {
		cors: cors === undefined ? absent('NoSuchCORSConfiguration') : found(corsRules(cors)),
	});
	for (const [id, policies] of articlePolicies(profile, connection)) {
		const [document] = policies;
		if (id === 'role-policy') {
			snapshot = withRole(snapshot, {
				policies: found(
					named(policies).map((policy) => ({
						kind: 'inline' as const,
						name: policy.name,
						text: found(JSON.stringify(policy.document)),
					})),
				),
			});
		} else if (document !== undefined) {
			snapshot = withDocument(snapshot, id, asHeld(connection, id, document.Statement));
		}
	}

	return snapshot;
}

describe('the article of each vendor', () => {
	test('is here', () => {
		expect(articleVendors).toEqual(builtInProfiles.map(({id}) => id));
	});

	test.each(builtInProfiles)('of $id is the page of the profile, with the day of it', (profile) => {
		const {address, readAt, documents, leftOut, warned} = articleOf(profile.id);
		expect(profile.article).toBe(address);
		expect(profile.sources).toContainEqual({address, readAt});
		expect(documents.map(({file}) => file).sort()).toEqual(filesOf(profile.id).sort());
		for (const text of [...leftOut, ...warned.map(({why}) => why)]) {
			expect(text).toMatch(/\.$/);
		}
	});

	test.each(builtInProfiles)(
		'of $id has what the profile has, or says that it does not',
		(profile) => {
			const {documents, leftOut} = articleOf(profile.id);
			for (const {id, inferred, offered} of profile.documents) {
				const isThere = documents.some((document) => document.id === id);
				const name = id.replace('-', ' ');
				expect(
					isThere || leftOut.some((text) => text.toLowerCase().includes(name)),
					`${id} ${inferred} ${offered}`,
				).toBe(true);
			}
		},
	);
});

describe.each(cases)('the article for $name', (subject) => {
	const {profile, connection} = subject;
	const snapshot = accountByArticle(subject);

	test('passes, with no warning but of the way of the vendor itself', () => {
		const expected = articleOf(profile.id)
			.warned.filter(({when}) => applies(when, connection))
			.map(({check, status = 'warn'}) => `${check} ${status}`);
		const findings = judge(snapshot, connection, profile)
			.filter(({id}) => id !== 'organization.policies')
			.filter(({status}) => status !== 'pass' && status !== 'skip');
		expect(findings.map(({id, status}) => `${id} ${status}`)).toEqual(expected);
	});

	test('lets browsers do what the profile lets them do, and the profile what it does', () => {
		const own = buildDocuments(connection, profile).find(({id}) => id === 'bucket-cors');
		const ofArticle = articleCors(profile) ?? [];
		const rules = (own?.document ?? []) as readonly CorsRule[];
		expect(rules.length).toBe(ofArticle.length);
		expect(corsGaps(ofArticle, rules)).toEqual([]);
		expect(corsGaps(rules, ofArticle)).toEqual([]);
	});

	test('allows what the profile allows, and the profile what it allows', () => {
		const situation = situationOf(snapshot, connection, profile);
		const articles = articlePolicies(profile, connection);
		expect(articles.size).toBeGreaterThan(0);
		for (const [id, policies] of articles) {
			const own = ofProfile(subject, id);
			const [document] = policies;
			const {gains, losses, isCertain} =
				id === 'role-policy'
					? roleAccessChange(situation, named(policies), named([own]))
					: accessChange(
							situation,
							id as ResourceDocument,
							document && asHeld(connection, id, document.Statement),
							own,
						);
			expect({id, gains, losses, isCertain}).toEqual({id, gains: [], losses: [], isCertain: true});
		}
	});
});

describe('a profile that differs from its article', () => {
	const [subject] = cases.filter(({profile}) => profile.id === 'segment');

	test.each([
		['gives more', ['s3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject'], 'gains'],
		['gives less', ['s3:PutObject'], 'losses'],
	] as const)('is found where it %s', (_what, Action, difference) => {
		const {profile, connection} = subject as Case;
		const situation = situationOf(healthySnapshot(connection, {profile}), connection, profile);
		const policies = articlePolicies(profile, connection).get('role-policy') ?? [];
		const changed = policies.map((document) => ({
			...document,
			Statement: listOf(document.Statement).map((statement) => ({
				...statement,
				Action: [...Action],
			})),
		}));
		const change = roleAccessChange(situation, named(policies), named(changed));
		expect(change[difference]).not.toEqual([]);
	});
});
