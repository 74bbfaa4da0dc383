import {listOf, type Statement} from '../policy/index.ts';
import type {Issue, Part} from './issue.ts';
import type {DocumentPart, ProfileParts} from './parts.ts';

/** What the customer's own account is called in a key policy, to keep it in charge of the key. */
const ownAccount = /^arn:aws:iam::\{\{(?:keyAccountId|accountId)\}\}:root$/;

/**
 * What keeps others out: nobody but the vendor and the customer's own account is let in, a trust policy asks for the
 * external ID, and a role that the vendor shares among its customers is let in for this customer only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function safetyIssues(parts: ProfileParts): Issue[] {
	return parts.documents.flatMap((document) =>
		document.variants
			.flatMap(({statements}) => statements)
			.map(({path, value}) => ({
				path: [...path, 'statement'],
				value: value.statement,
			}))
			.filter(({value}) => value.Effect === 'Allow')
			.flatMap((statement) => [
				...principalIssues(document, statement, parts),
				...externalIdIssues(document, statement),
				...tenantIssues(document, statement, parts),
			]),
	);
}

function principalIssues(
	{id}: DocumentPart,
	{path, value}: Part<Statement>,
	{access}: ProfileParts,
): Issue[] {
	if (id === undefined || id === 'role-policy' || access === undefined) {
		return [];
	}

	const vendor =
		id === 'trust-policy' || access === 'vendor-role' ? '{{principal}}' : '{{roleArn}}';
	const rule = `Only ${vendor} may have access here${id === 'key-policy' ? ', and the account of the key itself' : ''}.`;
	if (value.NotPrincipal !== undefined) {
		return [{path: [...path, 'NotPrincipal'], atKey: true, rule}];
	}

	if (value.Principal === '*') {
		return [
			{
				path: [...path, 'Principal'],
				value: '*',
				rule,
				example: `{"AWS": "${vendor}"}`,
			},
		];
	}

	return Object.entries(value.Principal ?? {}).flatMap(([kind, names]) =>
		listOf(names)
			.filter(
				(name) =>
					kind !== 'AWS' || (name !== vendor && !(id === 'key-policy' && ownAccount.test(name))),
			)
			.map((name) => ({
				path: [...path, 'Principal', kind],
				value: name,
				rule,
				example: `{"AWS": "${vendor}"}`,
			})),
	);
}

function externalIdIssues({id}: DocumentPart, {path, value}: Part<Statement>): Issue[] {
	if (id !== 'trust-policy' || asksFor(value, 'sts:ExternalId', '{{externalId}}')) {
		return [];
	}

	return [
		{
			path: [...path, 'Condition'],
			rule: 'A trust policy must ask for the external ID. Without it, anybody who can name the role could get access through the vendor.',
			example: '{"StringEquals": {"sts:ExternalId": "{{externalId}}"}}',
		},
	];
}

function tenantIssues(
	{id}: DocumentPart,
	{path, value}: Part<Statement>,
	{access, tenant}: ProfileParts,
): Issue[] {
	if (access !== 'vendor-role' || tenant === undefined || tenant === 'absent' || id === undefined) {
		return [];
	}

	const {conditionKey, input} = tenant.value;
	if (namesOwnAccountOnly(value) || asksFor(value, conditionKey, `{{${input}}}`)) {
		return [];
	}

	return [
		{
			path: [...path, 'Condition'],
			rule: "The tenant condition is missing: without it, the vendor's other customers have access.",
			example: `{"StringEquals": {"${conditionKey}": "{{${input}}}"}}`,
		},
	];
}

function namesOwnAccountOnly({Principal}: Statement): boolean {
	return (
		typeof Principal === 'object' &&
		Object.keys(Principal).join() === 'AWS' &&
		listOf(Principal.AWS).every((name) => ownAccount.test(name))
	);
}

/** Only a plain StringEquals with that one value will do: `IfExists` passes without a value, `Like` takes wildcards. */
function asksFor({Condition}: Statement, key: string, wanted: string): boolean {
	return Object.entries(Condition?.StringEquals ?? {}).some(
		([name, values]) =>
			name.toLowerCase() === key.toLowerCase() &&
			listOf(values).length === 1 &&
			listOf(values)[0] === wanted,
	);
}
