import {questionAbout} from '../condition-words.ts';
import {shown} from '../differences.ts';
import {
	blameOf,
	type CheckFunction,
	fail,
	inWords,
	pass,
	statementName,
	unknown,
} from '../finding.ts';
import {rule, trustPolicies} from '../policy-sets.ts';
import type {Situation} from '../situation.ts';
import {assuming, type Probe, trustCorrection, wrongAssumptions} from '../trust-probes.ts';
import {withoutTrustPolicy} from './trust-principal.ts';

const title = 'Role without the external ID';

/** Whether the role can be taken without the external ID or with a wrong one. */
export const isolationExternalId: CheckFunction = (situation) => {
	const without = withoutTrustPolicy(situation, title);
	if (without !== undefined) {
		return without;
	}

	const {profile} = situation;
	const probes = wrongAssumptions(situation);
	const isOneOther = asksForOneOther(situation, probes);
	const allowed = isOneOther ? undefined : probes.find(({ruling}) => ruling.outcome === 'Allowed');
	if (allowed !== undefined) {
		const [reference] = allowed.ruling.statements;
		const where = reference === undefined ? 'a statement' : statementName(reference);
		return fail(
			title,
			`The role can be taken ${how(allowed)}: ${where} of the trust policy allows it to ${profile.name}${allowed.caller === 'colleague' ? ' and its whole account' : ''}. Anybody who knows the ARN of your role could enter it at ${profile.name} as if it were their own, and ${profile.name} would open your bucket for them (AWS calls that a confused deputy).`,
			`Have the statement ask for exactly your external ID: StringEquals on sts:ExternalId (IAM > Roles > ${situation.connection.roleName} > Trust relationships > Edit trust policy).`,
			{blame: blameOf(reference, 'trust-policy'), correction: trustCorrection(situation)},
		);
	}

	const open = probes.find(({ruling}) => ruling.outcome === 'Unknown');
	if (open !== undefined) {
		const {unknownKeys, statements} = open.ruling;
		return unknown(
			title,
			`Whether the role can be taken ${how(open)} depends on ${inWords(unknownKeys) || 'something in the trust policy'}, which cannot be known from here.`,
			`${questionAbout(unknownKeys[0] ?? 'this condition', profile.name)}, or have the statement ask for exactly your external ID.`,
			{blame: blameOf(statements[0], 'trust-policy'), correction: trustCorrection(situation)},
		);
	}

	return pass(
		title,
		isOneOther
			? 'The trust policy asks for exactly one external ID, though not for the agreed one.'
			: 'The trust policy refuses everybody who sends no external ID or another one.',
	);
};

/**
 * Whether the role asks for exactly one external ID, though not for the agreed one: then nobody gets in who does not know
 * it, and that it is the wrong one is the business of another check.
 */
function asksForOneOther(situation: Situation, probes: readonly Probe[]): boolean {
	const {profile, connection} = situation;
	const agreed = rule(
		assuming(situation, connection.externalId, profile.principal),
		trustPolicies(situation),
	);
	const accepted = probes
		.filter(({ruling}) => ruling.outcome === 'Allowed')
		.map(({externalId}) => externalId);
	return (
		/Denied$/.test(agreed.outcome) && !accepted.includes(undefined) && new Set(accepted).size === 1
	);
}

function how({externalId}: Probe): string {
	return externalId === undefined
		? 'without any external ID'
		: `with another external ID too, for instance "${shown(externalId)}"`;
}
