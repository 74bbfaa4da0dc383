import {accountOf, wholeAccountIn} from '../aws/index.ts';
import {providerHost} from '../policy/condition-keys/index.ts';
import type {About, CheckWitness} from '../verify/index.ts';
import {shown} from './differences.ts';

/** Who asks in a witness, e.g. `anybody on the internet, without signing in`. */
export function whoInWords(
	{
		profile,
		principal: own,
		vendorPrincipals,
	}: Pick<About, 'profile' | 'principal' | 'vendorPrincipals'>,
	{principal}: Pick<CheckWitness, 'principal'>,
): string {
	if (principal === 'anonymous') {
		return 'anybody on the internet, without signing in';
	}

	if (!isPrincipal(principal)) {
		return `anybody who has an account at ${shown(providerHost(principal))}`;
	}

	const isVendor = vendorPrincipals.some(
		(name) => name === principal || wholeAccountIn(name) === accountOf(principal),
	);
	return principal === own || isVendor
		? profile.name
		: vendorPrincipals.some((name) => accountOf(name) === accountOf(principal))
			? `others in the account of ${profile.name}`
			: 'anybody with an AWS account';
}

/** Whether it is a principal of AWS, and not the identity provider that vouches for one. */
function isPrincipal(name: string): boolean {
	return /^arn:[^:]+:(?:iam|sts)::\d{12}:(?!(?:oidc|saml)-provider\/)/.test(name);
}

// What follows from who asks needs no saying.
const silent =
	/^(?:aws:Principal(?:Account|Type|IsAWSService)|aws:SecureTransport|aws:ViaAWSService|(?:aws|s3):ResourceAccount|aws:RequestedRegion|aws:userid|kms:CallerAccount|kms:(?:KeySpec|KeyUsage|EncryptionAlgorithm|CustomerMasterKey\w+))$/i;

/** A request in one line: the action, what it is asked of, and what of its circumstances the policies ask about. */
export function requestInWords({action, resource, context, principal}: CheckWitness): string {
	const circumstances = Object.entries(context)
		.filter(
			([key, value]) =>
				!silent.test(key) && !(/^aws:PrincipalArn$/i.test(key) && value === principal),
		)
		.map(([key, value]) => `${key} ${shown([value].flat().join(', '))}`);
	const on = resource.replace(/^arn:aws:s3:::/, '').replace(/^arn:aws:kms:[^/]*\//, 'key/');
	const where = action.toLowerCase().startsWith('sts:') ? '' : ` on ${shown(on)}`;
	return `${action}${where}${circumstances.length === 0 ? '' : ` with ${circumstances.join(', ')}`}`;
}
