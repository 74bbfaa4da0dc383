import {
	blameOf,
	type CheckFunction,
	fail,
	type NoFacts,
	pass,
	undecided,
	unknown,
	warn,
} from '../finding.ts';
import {deputies, vendorFor} from '../request-sets.ts';
import type {SetRuling} from '../rulings.ts';
import type {Situation} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';
import {findTaking, ruleOnTaking} from '../trust-statements.ts';
import {seenTrustPolicy} from './trust-principal.ts';

type Some = Extract<SetRuling, {answer: 'some'}>;

/** Whether anybody at the vendor can take the role without the external ID or with another one. */
export const isolationExternalId: CheckFunction<{
	readonly closed: NoFacts;
	readonly 'asks-for-one-other': NoFacts;
	readonly 'open-without-external-id': {
		/** Another external ID with which the role can be taken; undefined: without any. */
		readonly sent: string | undefined;
	};
	readonly 'depends-on-keys': {readonly keys: readonly string[]};
	/** The vendor sends no external ID, so that nobody could do better. */
	readonly 'none-to-ask-for': NoFacts;
}> = (situation) => {
	const trustPolicy = seenTrustPolicy(situation);
	if ('status' in trustPolicy) {
		return trustPolicy;
	}

	if (situation.profile.externalId.from === 'none') {
		return warn('none-to-ask-for', {});
	}

	const found = findTaking(situation, deputies(situation));
	switch (found.answer) {
		case 'none':
			return pass('closed', {});
		case 'some':
			return asksForOneOther(situation, found)
				? pass('asks-for-one-other', {})
				: fail(
						'open-without-external-id',
						{sent: sentIn(found)},
						{
							request: found.witness.request,
							blame: blameOf(found.witness.decision.statements[0], 'trust-policy'),
							correction: trustCorrection(situation, {gives: false}),
						},
					);
		case 'unknown':
			return (
				undecided(found) ??
				unknown(
					'depends-on-keys',
					{keys: found.keys},
					{
						request: found.example?.request,
						blame: blameOf(found.example?.decision.statements[0], 'trust-policy'),
						correction: trustCorrection(situation, {gives: false}),
					},
				)
			);
	}
};

/**
 * Whether the role asks for exactly one external ID, though not for the agreed one: then nobody gets in who does not know
 * it, and that it is the wrong one is the business of another check.
 */
function asksForOneOther(situation: Situation, found: Some): boolean {
	const sent = sentIn(found);
	const agreed = ruleOnTaking(situation, vendorFor(situation, 'role'));
	return (
		sent !== undefined &&
		agreed.extent === 'none' &&
		findTaking(situation, deputies(situation, {sent: 'agreed'})).answer === 'none' &&
		findTaking(situation, deputies(situation, {except: [sent]})).answer === 'none'
	);
}

function sentIn({witness: {request}}: Some): string | undefined {
	const sent = Object.entries(request.context.values).find(
		([key]) => key.toLowerCase() === 'sts:externalid',
	)?.[1];
	return sent === undefined ? undefined : [sent].flat()[0];
}
