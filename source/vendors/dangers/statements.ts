import {isPolicyId, type PolicyId} from '../../aws/index.ts';
import {placeholders, placeholdersIn} from '../../connection/index.ts';
import {listOf, type Statement} from '../../policy/index.ts';
import type {Issue} from '../issue.ts';
import {
	actionsIn,
	bucketIn,
	isFilled,
	isForVendor,
	type Looked,
	type LookedStatement,
	namesOwnAccountOnly,
} from './looked.ts';

/** An element with a name, or with each value of its list, and where it stands. */
function valuesAt(
	{path, value}: LookedStatement,
	name: 'Action' | 'Resource',
): {readonly path: Issue['path']; readonly value: string; readonly index: number}[] {
	const given = value[name];
	return listOf(given).map((text, index) => ({
		path: [...path, name, ...(Array.isArray(given) ? [index] : [])],
		value: text,
		index,
	}));
}

/** Elements that say what is left out: they reach all that is not named, also what there will be. */
export function invertedIssues({statements}: Looked): Issue[] {
	return statements.flatMap(({path, value}) =>
		(['NotPrincipal', 'NotAction', 'NotResource'] as const)
			.filter((name) => value[name] !== undefined)
			.map((name) => ({
				path: [...path, name],
				atKey: true,
				rule: `${name} is not accepted in a profile: it reaches everything that is not named. Name what is meant with ${name.slice(3)}.`,
			})),
	);
}

/** A Deny that reaches anybody but the vendor: it would be the customer's own people who are shut out. */
export function denyIssues({statements}: Looked): Issue[] {
	return statements
		.filter(
			({value, document}) =>
				value.Effect === 'Deny' &&
				value.NotPrincipal === undefined &&
				document.id !== undefined &&
				document.id !== 'role-policy' &&
				!namesOnly(value, ['{{principal}}', '{{roleArn}}']),
		)
		.map(({path, value}) => ({
			path: [...path, ...(value.Principal === undefined ? ['Effect'] : ['Principal'])],
			value: value.Principal === undefined ? 'Deny' : JSON.stringify(value.Principal),
			rule: 'A Deny of a profile may reach the vendor alone, or it could shut out the people of the account.',
			example: '{"AWS": "{{principal}}"}',
		}));
}

function namesOnly({Principal}: Statement, names: readonly string[]): boolean {
	return (
		typeof Principal === 'object' &&
		Object.keys(Principal).join() === 'AWS' &&
		listOf(Principal.AWS).length > 0 &&
		listOf(Principal.AWS).every((name) => names.includes(name))
	);
}

const servicesOf: Readonly<Record<PolicyId, readonly string[]>> = {
	'role-policy': ['s3', 'kms'],
	'trust-policy': ['sts'],
	'bucket-policy': ['s3'],
	'key-policy': ['kms'],
	'queue-policy': ['sqs'],
};

/**
 * Actions beyond those of the document's own service: `*`, and every pattern whose service is not spelled out. Of S3
 * alone all actions can be meant, since the articles of vendors ask for them; that is marked.
 */
export function actionIssues({statements, parts}: Looked): Issue[] {
	return statements.flatMap((statement) => {
		const {id} = statement.document;
		const services = id === undefined || !isPolicyId(id) ? [] : servicesOf[id];
		if (id === 'queue-policy') {
			return sendingIssues(statement);
		}

		return valuesAt(statement, 'Action')
			.filter(({value}) => !(parts.trustsItself && takesItself(statement, value)))
			.filter(({value}) => {
				const [service = '', name] = value.toLowerCase().split(':');
				return (
					id !== undefined &&
					// What is no action at all is said by the grammar.
					(name !== undefined || /[*?]/.test(value)) &&
					(!services.includes(service) || (service === 'sts' && /[*?]/.test(value)))
				);
			})
			.map(({path, value}) => ({
				path,
				value,
				rule: `The actions here are those of ${services.join(' and ')}${id === 'trust-policy' ? ', without wildcards' : ', with the service spelled out'}.`,
				example: `${services[0]}:${id === 'trust-policy' ? 'AssumeRole' : id === 'key-policy' ? 'Decrypt' : 'GetObject'}`,
			}));
	});
}

/** S3 does nothing with a queue but send to it. */
function sendingIssues(statement: LookedStatement): Issue[] {
	return valuesAt(statement, 'Action')
		.filter(({value}) => value.toLowerCase() !== 'sqs:sendmessage')
		.map(({path, value}) => ({
			path,
			value,
			rule: 'The action here is sqs:SendMessage: S3 does nothing else with a queue.',
			example: 'sqs:SendMessage',
		}));
}

/** Whether an action of a role's own policy is that of a role which may take itself. */
function takesItself({document, value}: LookedStatement, action: string): boolean {
	return (
		document.id === 'role-policy' &&
		action.toLowerCase() === 'sts:assumerole' &&
		listOf(value.Resource).length > 0 &&
		listOf(value.Resource).every((resource) => resource === '{{roleArn}}')
	);
}

/** Resources beyond this bucket, what is in it, and its key. */
export function resourceIssues(looked: Looked): Issue[] {
	const bucket = bucketIn(looked);
	const {kmsKeyArn, queueArn} = looked.connection;
	const isInBucket = (resource: string) => resource === bucket || resource.startsWith(`${bucket}/`);
	const isMeant: Readonly<Record<PolicyId, (resource: string) => boolean>> = {
		'role-policy': (resource) => isInBucket(resource) || resource === kmsKeyArn,
		'trust-policy': () => true,
		'bucket-policy': isInBucket,
		// In a key policy the asterisk is the key that it belongs to:
		// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
		'key-policy': (resource) => resource === '*' || resource === kmsKeyArn,
		'queue-policy': (resource) => resource === queueArn,
	};
	return looked.statements.filter(isFilled).flatMap((statement) => {
		const {id} = statement.document;
		const filled = listOf(statement.filled.Resource);
		return valuesAt(statement, 'Resource')
			.filter(({index}) => id !== undefined && isPolicyId(id) && !isMeant[id](filled[index] ?? ''))
			.filter(
				() =>
					!looked.parts.trustsItself ||
					!listOf(statement.value.Action).every((action) => takesItself(statement, action)),
			)
			.map(({path, value}) => ({
				path,
				value,
				rule:
					id === 'key-policy'
						? 'The resource of a key policy is its own key.'
						: id === 'queue-policy'
							? 'The resource of a queue policy is its own queue.'
							: `The resources here are the bucket {{bucketArn}} and what is in it: {{bucketArn}}/*${id === 'role-policy' ? ', and the key: {{kmsKeyArn}}' : ''}.`,
				example:
					id === 'key-policy' ? '*' : id === 'queue-policy' ? '{{queueArn}}' : '{{bucketArn}}/*',
			}));
	});
}

/** Whoever may do one of these has the key: its policy can be changed, or nobody can use it any more. */
const keyTakers = [
	...['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'],
	'kms:DeleteImportedKeyMaterial',
];

/** Statements that give the vendor the key, or change what the customer's account may do with it. */
export function keyIssues({statements}: Looked): Issue[] {
	return statements.flatMap((statement) => {
		const {path, value, document, isStandalone} = statement;
		const isOwn = document.id === 'key-policy' && namesOwnAccountOnly(value);
		const taking = isForVendor(statement)
			? valuesAt(statement, 'Action').filter(
					({value: action}) =>
						actionsIn({...statement, value: {...value, Action: action}}, keyTakers).length > 0 &&
						/^kms:/i.test(action),
				)
			: [];
		return [
			...taking.map((action) => ({
				path: action.path,
				value: action.value,
				rule: `With this the vendor could take the key away from its account: it allows ${actionsIn({...statement, value: {...value, Action: action.value}}, keyTakers).join(', ')}.`,
				example: 'kms:Decrypt',
			})),
			...(isOwn && !isStandalone
				? [
						{
							path: [...path, 'Principal'],
							value: JSON.stringify(value.Principal),
							rule: 'A statement about the account of the key must be standalone, so that a merge leaves the statement alone that is there.',
							example: '"standalone": true',
						},
					]
				: []),
		];
	});
}

/** Placeholders in what has to be known before there is a customer: names of actions, keys and operators, and Sids. */
export function nameIssues({statements, parts}: Looked): Issue[] {
	const inputs = parts.inputs.map(({value}) => value.field);
	const isOpen = (text: string) =>
		placeholdersIn(text).names.some((name) => placeholders.has(name) || inputs.includes(name));
	return statements.flatMap((statement) => {
		const {path, value} = statement;
		const tests = Object.entries(value.Condition ?? {});
		const sid = value.Sid ?? '';
		return [
			...valuesAt(statement, 'Action')
				.filter((action) => isOpen(action.value))
				.map((action) => ({
					path: action.path,
					value: action.value,
					rule: 'An action has no placeholders.',
				})),
			...tests
				.flatMap(([operator, keys]) => [
					[operator],
					...Object.keys(keys).map((key) => [operator, key]),
				])
				.filter((steps) => isOpen(steps.at(-1) ?? ''))
				.map((steps) => ({
					path: [...path, 'Condition', ...steps],
					value: steps.at(-1) ?? '',
					atKey: true,
					rule: 'Operators and condition keys have no placeholders.',
				})),
			...(placeholdersIn(sid).names.some((name) => inputs.includes(name))
				? [
						{
							path: [...path, 'Sid'],
							value: sid,
							rule: 'A Sid holds no input: the value could name a statement of somebody else.',
						},
					]
				: []),
		];
	});
}
