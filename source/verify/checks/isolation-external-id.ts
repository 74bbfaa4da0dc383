import {questionAbout} from '../../words/conditions.ts';
import {shown} from '../../words/differences.ts';
import {inWords} from '../../words/lists.ts';
import {statementName} from '../../words/statements.ts';
import {unjudgedInWords, unseenInWords} from '../../words/unseen.ts';
import {requestInWords, whoInWords} from '../../words/witness.ts';
import {witnessOf} from '../finding.ts';
import {lookAgain, undecidedFinding} from '../open-questions.ts';
import {deputies, vendorFor} from '../request-sets.ts';
import type {SetRuling} from '../set-rulings.ts';
import type {Situation} from '../situation.ts';
import {trustCorrection} from '../trust-correction.ts';
import {findTaking, ruleOnTaking} from '../trust-rulings.ts';
import {blameOf, type CheckFunction, type Finding, fail, pass, unknown} from '../worded.ts';
import {skipWithoutRole} from '../worded-presence.ts';

const title = 'Role without the external ID';

type Some = Extract<SetRuling, {answer: 'some'}>;

/** Whether anybody at the vendor can take the role without the external ID or with another one. */
export const isolationExternalId: CheckFunction = (situation) => {
	const without = withoutTrustPolicy(situation);
	if (without !== undefined) {
		return without;
	}

	const {profile} = situation;
	const found = findTaking(situation, deputies(situation));
	if (found.answer === 'some') {
		return asksForOneOther(situation, found)
			? pass(
					title,
					'The trust policy asks for exactly one external ID, though not for the agreed one.',
					{code: 'asks-for-one-other'},
				)
			: open(situation, found);
	}

	if (found.answer === 'none') {
		return pass(
			title,
			`The trust policy refuses everybody at ${profile.name} who sends no external ID or another one.`,
			{code: 'closed'},
		);
	}

	const {unseen, code, keys, example} = found;
	if (unseen.length > 0) {
		return unknown(title, unseen.map(unjudgedInWords).join(' '), lookAgain(situation), {
			code: 'not-seen',
		});
	}

	const [first = 'this condition'] = keys;
	return code === 'keys'
		? unknown(
				title,
				`Whether the role can be taken without your external ID depends on ${inWords(keys) || 'something in the trust policy'}, which cannot be known from here.`,
				`${questionAbout(first, profile.name)}, or have the statement ask for exactly your external ID.`,
				{
					code: 'depends-on-keys',
					request: example?.request,
					blame: blameOf(example?.decision.statements[0], 'trust-policy'),
					correction: trustCorrection(situation),
				},
			)
		: undecidedFinding(title, code);
};

function withoutTrustPolicy(situation: Situation): Finding | undefined {
	const skipped = skipWithoutRole(situation, title);
	const {trustPolicy, snapshot} = situation;
	if (skipped !== undefined || trustPolicy.state === 'there') {
		return skipped;
	}

	return unknown(
		title,
		trustPolicy.state === 'unseen'
			? unseenInWords(trustPolicy.unseen)
			: 'The trust policy could not be seen.',
		snapshot.source === 'documents'
			? 'Put the trust policy into trust-policy.json, as the console shows it.'
			: 'Check again with an identity that is allowed iam:GetRole, or compare the trust policy yourself (IAM > Roles > the role > Trust relationships).',
		{code: 'not-seen'},
	);
}

function open(situation: Situation, {witness}: Some) {
	const {profile, connection} = situation;
	const {request, decision} = witness;
	const [reference] = decision.statements;
	const where = reference === undefined ? 'a statement' : statementName(reference);
	return fail(
		title,
		`The role can be taken ${how(sentIn(witness))}: ${where} of the trust policy allows it to ${whoInWords(situation, witnessOf(witness.request))} (${requestInWords(witnessOf(request))}). Anybody who knows the ARN of your role could enter it at ${profile.name} as if it were their own, and ${profile.name} would open your bucket for them (AWS calls that a confused deputy).`,
		`Have the statement ask for exactly your external ID: StringEquals on sts:ExternalId (IAM > Roles > ${connection.roleName} > Trust relationships > Edit trust policy).`,
		{
			code: 'open-without-external-id',
			request,
			blame: blameOf(reference, 'trust-policy'),
			correction: trustCorrection(situation),
		},
	);
}

/**
 * Whether the role asks for exactly one external ID, though not for the agreed one: then nobody gets in who does not know
 * it, and that it is the wrong one is the business of another check.
 */
function asksForOneOther(situation: Situation, {witness}: Some): boolean {
	const sent = sentIn(witness);
	const agreed = ruleOnTaking(situation, vendorFor(situation, 'role'));
	return (
		sent !== undefined &&
		agreed.extent === 'none' &&
		findTaking(situation, deputies(situation, {sent: 'agreed'})).answer === 'none' &&
		findTaking(situation, deputies(situation, {except: [sent]})).answer === 'none'
	);
}

function sentIn({request}: Some['witness']): string | undefined {
	const sent = Object.entries(request.context.values).find(
		([key]) => key.toLowerCase() === 'sts:externalid',
	)?.[1];
	return sent === undefined ? undefined : [sent].flat()[0];
}

function how(sent: string | undefined): string {
	return sent === undefined
		? 'without any external ID'
		: `with another external ID too, for instance "${shown(sent)}"`;
}
