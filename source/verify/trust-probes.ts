import {accountOf} from '../documents/index.ts';
import {listOf} from '../policy/index.ts';
import {testsOf} from './condition-words.ts';
import {cleanedCorrection, mergedCorrection, withPolicyText} from './corrections.ts';
import {exceptedText} from './exceptions.ts';
import {type Ruling, rule, trustPolicies} from './policy-sets.ts';
import {assumeRequest, otherThan} from './requests.ts';
import type {Situation} from './situation.ts';
import {isExternalIdKey, isExternalIdTest, trustStatements} from './trust-statements.ts';
import {isMistyped} from './trusted-instead.ts';
import type {Correction} from './types.ts';

/** An attempt to take the role that has to be refused. */
export type Probe = {
	/** The vendor itself, which others could make use of, or somebody else in its account. */
	readonly caller: 'vendor' | 'colleague';
	/** The external ID that is sent; undefined: none. */
	readonly externalId: string | undefined;
	readonly ruling: Ruling;
};

/** A principal of no account that has to do with the connection. */
export const stranger = 'arn:aws:iam::999988887777:role/Anybody';

/** The agreed value changed in every way that a loose comparison would let pass, and none of them the value itself. */
export function wrongValues(agreed: string, inPolicy: readonly string[]): string[] {
	const values = [
		otherThan(agreed),
		'x',
		`${agreed}0`,
		agreed.toUpperCase(),
		agreed.toLowerCase(),
		...inPolicy.flatMap((value) => [
			value.replaceAll(/[*?]/g, 'x'),
			value.replaceAll('*', '').replaceAll('?', 'y'),
			value.toUpperCase(),
			value.toLowerCase(),
		]),
	];
	return [...new Set(values)].filter((value) => value !== agreed && value !== '');
}

/** Every attempt to take the role without the external ID or with a wrong one, and what the trust policy says to it. */
export function wrongAssumptions(situation: Situation): Probe[] {
	const {profile, connection, trustPolicy} = situation;
	const policies = trustPolicies(situation);
	const inPolicy =
		trustPolicy.state === 'there'
			? listOf(trustPolicy.document.Statement)
					.flatMap((statement) => testsOf(statement))
					.filter((test) => isExternalIdKey(test))
					.flatMap(({values}) => values)
			: [];
	const wrong = [undefined, ...wrongValues(connection.externalId ?? '', inPolicy)];
	const callers = [
		['vendor', profile.principal],
		['colleague', colleagueOf(profile.principal)],
	] as const;
	return callers.flatMap(([caller, arn]) =>
		wrong.map((externalId) => ({
			caller,
			externalId,
			ruling: rule(assuming(situation, externalId, arn), policies),
		})),
	);
}

/** A request to take the role with this external ID, or with none. */
export function assuming(situation: Situation, externalId: string | undefined, caller: string) {
	const request = assumeRequest(situation, externalId === undefined ? 'none' : 'agreed', caller);
	const {values, absent = []} = request.context;
	return {
		...request,
		context: {
			...request.context,
			values: externalId === undefined ? values : {...values, 'sts:ExternalId': externalId},
			absent: [...absent, ...misnamedKeys(situation)],
		},
	};
}

/** Condition keys that were meant to be the external ID: AWS knows no such keys, so no request has them. */
function misnamedKeys({trustPolicy}: Situation): string[] {
	return trustPolicy.state === 'there'
		? listOf(trustPolicy.document.Statement)
				.flatMap((statement) => testsOf(statement))
				.filter((test) => isExternalIdTest(test) && !isExternalIdKey(test))
				.map(({key}) => key)
		: [];
}

/**
 * The trust policy that is there with the vendor in it as agreed, and in no other way: nothing denies it to the vendor,
 * and nothing else lets in the vendor's account, an account that was meant to be it, or everybody. What is about others
 * alone stays as it is.
 */
export function trustCorrection(situation: Situation): Correction | undefined {
	const allowing = withoutDenials(situation);
	const {principal} = situation.profile;
	return (
		cleanedCorrection(allowing, 'trust-policy', looseStatements, {
			alsoRemoved: (name) => isMistyped(principal, name),
		}) ?? mergedCorrection(allowing, 'trust-policy')
	);
}

/** The situation with an exception for the vendor in every Deny that hits it. */
function withoutDenials(situation: Situation): Situation {
	const request = assumeRequest(situation, 'agreed');
	const {outcome, statements} = rule(request, trustPolicies(situation));
	if (outcome !== 'ExplicitlyDenied' || situation.trustPolicy.state !== 'there') {
		return situation;
	}

	const {principal} = situation.profile;
	const text = exceptedText(situation.trustPolicy.text, statements, principal);
	return text === undefined
		? {...situation, trustPolicy: {state: 'none'}}
		: withPolicyText(situation, 'trust-policy', text);
}

function looseStatements(situation: Situation): number[] {
	const {connection, profile, trustPolicy} = situation;
	const statements =
		trustPolicy.state === 'there' ? trustStatements(trustPolicy.document, situation) : [];
	const mistyped = statements.filter(
		({statement, names}) =>
			statement.Effect === 'Allow' && names.some(({name}) => isMistyped(profile.principal, name)),
	);
	const policies = trustPolicies(situation);
	const outsiders = [stranger, colleagueOf(profile.principal)].map((caller) =>
		rule(assuming(situation, connection.externalId, caller), policies),
	);
	const loose = [...wrongAssumptions(situation).map(({ruling}) => ruling), ...outsiders]
		.filter(({outcome}) => outcome === 'Allowed')
		.flatMap((ruling) => ruling.statements);
	return [...mistyped, ...loose].map(({index}) => index);
}

function colleagueOf(vendor: string): string {
	return `arn:aws:iam::${accountOf(vendor)}:user/SomebodyElse`;
}
