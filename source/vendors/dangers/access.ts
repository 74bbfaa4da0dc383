import type {Statement} from '../../policy/index.ts';
import {listOf} from '../../policy/index.ts';
import type {Issue} from '../issue.ts';
import {isAboutRoleItself, isOwnAccount, type Looked, namesOwnAccountOnly} from './looked.ts';

/** Whoever is let in beside the vendor and, in a key policy, the customer's own account. */
export function principalIssues(looked: Looked): Issue[] {
	const {
		statements,
		parts: {access},
	} = looked;
	return statements
		.filter(
			(statement) => statement.value.Effect === 'Allow' && !isAboutRoleItself(statement, looked),
		)
		.flatMap(({path, value, document: {id}}) => {
			if (id === undefined || id === 'role-policy' || access === undefined) {
				return [];
			}

			if (id === 'queue-policy') {
				return senderIssues(path, value);
			}

			const vendor =
				id === 'trust-policy' || access === 'vendor-role' ? '{{principal}}' : '{{roleArn}}';
			const rule = `Only ${vendor} may have access here${id === 'key-policy' ? ', and the account of the key itself' : ''}.`;
			const example = `{"AWS": "${vendor}"}`;
			if (value.Principal === '*') {
				return [{path: [...path, 'Principal'], value: '*', rule, example}];
			}

			return Object.entries(value.Principal ?? {}).flatMap(([kind, names]) =>
				listOf(names)
					.filter(
						(name) =>
							kind !== 'AWS' || (name !== vendor && !(id === 'key-policy' && isOwnAccount(name))),
					)
					.map((name) => ({path: [...path, 'Principal', kind], value: name, rule, example})),
			);
		});
}

/** Only S3 may send to the queue. */
function senderIssues(path: Issue['path'], {Principal}: Statement): Issue[] {
	const isS3 =
		typeof Principal === 'object' &&
		Object.keys(Principal).join() === 'Service' &&
		listOf(Principal.Service).every((name) => name === 's3.amazonaws.com');
	return isS3
		? []
		: [
				{
					path: [...path, 'Principal'],
					value: JSON.stringify(Principal),
					rule: 'Only S3 may have access here: it sends the events of the bucket to the queue.',
					example: '{"Service": "s3.amazonaws.com"}',
				},
			];
}

/**
 * A trust policy that does not ask for the external ID.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function externalIdIssues(looked: Looked): Issue[] {
	const {
		statements,
		parts: {externalId},
	} = looked;
	if (externalId?.from === 'none') {
		return [];
	}

	return statements
		.filter(
			(statement) =>
				statement.value.Effect === 'Allow' &&
				statement.document.id === 'trust-policy' &&
				!isAboutRoleItself(statement, looked) &&
				!asksFor(statement.value, 'sts:ExternalId', '{{externalId}}'),
		)
		.map(({path}) => ({
			path: [...path, 'Condition'],
			rule: 'A trust policy must ask for the external ID. Without it, anybody who can name the role could get access through the vendor.',
			example: '{"StringEquals": {"sts:ExternalId": "{{externalId}}"}}',
		}));
}

/** A role that the vendor shares among its customers, let in for more than this customer. */
export function tenantIssues({statements, parts: {access, tenant}}: Looked): Issue[] {
	if (access !== 'vendor-role' || tenant === undefined || tenant === 'absent') {
		return [];
	}

	const {conditionKey, input} = tenant.value;
	return statements
		.filter(
			({value, document}) =>
				value.Effect === 'Allow' &&
				document.id !== undefined &&
				// There it is S3 that is let in.
				document.id !== 'queue-policy' &&
				!namesOwnAccountOnly(value) &&
				!asksFor(value, conditionKey, `{{${input}}}`),
		)
		.map(({path}) => ({
			path: [...path, 'Condition'],
			rule: "The tenant condition is missing: without it, the vendor's other customers have access.",
			example: `{"StringEquals": {"${conditionKey}": "{{${input}}}"}}`,
		}));
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
