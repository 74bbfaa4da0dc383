import {changeStatements, ownerOf, vendorTerms} from '../documents/index.ts';
import {listOf} from '../policy/index.ts';
import {blamedStatements} from './blamed-statements.ts';
import {cleanedCorrection, mergedCorrection, withPolicyText} from './corrections.ts';
import {exceptedText} from './exceptions.ts';
import type {Correction} from './finding.ts';
import {once} from './once.ts';
import {isForAlone} from './own-statement.ts';
import {colleagues, deputies, vendorFor} from './request-sets.ts';
import type {Situation} from './situation.ts';
import {testsOf, withTests} from './statements.ts';
import {
	findOutsidersTaking,
	findTaking,
	isMfaTest,
	ruleOnTaking,
	trustStatements,
} from './trust-statements.ts';
import {isMistyped} from './trusted-instead.ts';

/**
 * The trust policy that is there with the vendor in it as agreed, and in no other way: nothing denies it to the vendor,
 * and nothing else lets in the vendor's account, an account that was meant to be it, or everybody. What is about others
 * alone stays as it is. With `dropsMfa` the vendor's own statements ask for no second factor any more. With `gives` false the vendor is not let in where it was not.
 */
export function trustCorrection(
	situation: Situation,
	{gives = true, dropsMfa = false}: {readonly gives?: boolean; readonly dropsMfa?: boolean} = {},
): Correction | undefined {
	return correctedOnce(dropsMfa ? withoutMfa(situation) : situation, gives);
}

const correctedOnce = once(corrected, (gives: boolean) => String(gives));

function corrected(situation: Situation, gives: boolean): Correction | undefined {
	if (situation.isTrial === true) {
		return undefined;
	}

	if (!gives) {
		const taking = clean(situation);
		const {trustPolicy: seen} = situation;
		// Where it is not certain who is let in, the vendor's own statement is to ask for the external ID.
		return taking !== undefined && seen.state === 'there' && taking.text === seen.text
			? mergedCorrection(situation, 'trust-policy', {givesNothing: true})
			: taking;
	}

	const allowing = withoutDenials(situation);
	const cleaned = clean(allowing);
	const tidy =
		cleaned === undefined ? allowing : withPolicyText(allowing, 'trust-policy', cleaned.text);
	return mergedCorrection(tidy, 'trust-policy') ?? cleaned;
}

function clean(situation: Situation): Correction | undefined {
	return cleanedCorrection(situation, 'trust-policy', looseStatements, {
		alsoRemoved: (name) => isMistyped(situation, name),
		endsEverybody: true,
	});
}

const withoutMfa = once(dropMfa, () => '');

/** The situation without what the statements for the vendor alone ask about multi-factor authentication. */
function dropMfa(situation: Situation): Situation {
	const {trustPolicy: seen, vendorPrincipals} = situation;
	if (seen.state !== 'there' || situation.isTrial === true) {
		return situation;
	}

	const replaced = new Map(
		listOf(seen.document.Statement).flatMap((statement, index) =>
			isForAlone(vendorPrincipals, statement) && testsOf(statement).some(isMfaTest)
				? [[index, withTests(statement, (test) => !isMfaTest(test))] as const]
				: [],
		),
	);
	const text = changeStatements(seen.text, {replaced, removed: [], added: []});
	return text === undefined || replaced.size === 0
		? situation
		: withPolicyText(situation, 'trust-policy', text);
}

/** The situation with an exception for the vendor in every Deny that hits it. */
function withoutDenials(situation: Situation): Situation {
	const {ruling} = ruleOnTaking(situation, vendorFor(situation, 'role'));
	if (ruling.outcome !== 'ExplicitlyDenied' || situation.trustPolicy.state !== 'there') {
		return situation;
	}

	const text = exceptedText(
		situation.trustPolicy.text,
		ruling.statements,
		situation.vendorPrincipals,
	);
	return text === undefined
		? {...situation, trustPolicy: {state: 'none'}}
		: withPolicyText(situation, 'trust-policy', text);
}

/** Statements that let in the vendor in another way than agreed, others of its account, or everybody. */
function looseStatements(situation: Situation): number[] {
	const {profile, trustPolicy} = situation;
	const statements =
		trustPolicy.state === 'there' ? trustStatements(trustPolicy.document, situation) : [];
	const mistyped = statements.filter(
		({statement, names}) =>
			statement.Effect === 'Allow' && names.some(({name}) => isMistyped(situation, name)),
	);
	const loose = [
		...blamedStatements(situation, 'role', (narrowed) =>
			findTaking(narrowed, [...deputies(narrowed), ...colleagues(narrowed)]),
		),
		...blamedStatements(situation, 'role', (narrowed) => findOutsidersTaking(narrowed)),
	];
	const terms = vendorTerms('trust-policy', situation.connection, profile);
	const open = statements.filter(({statement}) => ownerOf(statement, terms) === 'vendor-open');
	return [...new Set([...[...mistyped, ...open].map(({index}) => index), ...loose])];
}
