import {
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	type IAMClient,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {found, mapFound, notLooked} from '../looked.ts';
import {
	boundaryArnIn,
	dateIn,
	encodedPolicyIn,
	MalformedAnswerError,
	roleIdentity,
	textIn,
	textsIn,
} from '../shapes.ts';
import type {RoleFacts} from '../snapshot.ts';
import type {Looked, RolePolicy} from '../types.ts';
import {type Asking, ask, type SendOptions} from './ask.ts';

/** More pages than any role can have; an answer that always names a next page must not hold us forever. */
const mostPages = 100;

/** What the answers on role policies have in common; `IsTruncated` with `Marker` leads to the next page. */
type Page = {IsTruncated?: boolean | undefined; Marker?: string | undefined};

async function allPages<Answer extends Page>(
	send: (marker: string | undefined) => Promise<Answer>,
): Promise<readonly Answer[]> {
	const pages: Answer[] = [];
	let marker: string | undefined;
	do {
		if (pages.length === mostPages) {
			throw new MalformedAnswerError('IsTruncated');
		}

		const page = await send(marker);
		pages.push(page);
		marker = page.IsTruncated === true ? textIn(page.Marker, 'Marker') : undefined;
	} while (marker !== undefined);
	return pages;
}

/** Asks IAM. */
type AskIam = <Answer, T>(
	action: string,
	send: (iam: IAMClient, options: SendOptions) => Promise<Answer>,
	read: (answer: Answer) => T,
) => Promise<Looked<T>>;

function askingIam(asking: Asking): AskIam {
	return (action, send, read) =>
		ask(asking, {
			action,
			absentCodes: ['NoSuchEntity'],
			send: (options) => send(asking.clients.iam(), options),
			read,
		});
}

/** Text of a managed policy, in the version that is in force. */
export async function lookAtPolicy(asking: Asking, arn: string): Promise<Looked<string>> {
	const {text} = await lookAtManagedPolicy(askingIam(asking), arn);
	return text;
}

/** The connection's role, its policies and its permissions boundary. */
export async function lookAtRole(
	asking: Asking,
	{roleName: RoleName}: {readonly roleName: string},
): Promise<RoleFacts> {
	const askIam = askingIam(asking);
	const [itself, inline, managed] = await Promise.all([
		lookAtRoleItself(askIam, RoleName),
		lookAtInlinePolicies(askIam, RoleName),
		lookAtAttachedPolicies(askIam, RoleName),
	]);
	// Half of the policies would look like all of them: a denial in the other half could not be seen.
	const policies =
		inline.status === 'found'
			? mapFound(managed, (attached) => [...inline.value, ...attached])
			: inline;
	return {...itself, policies};
}

async function lookAtRoleItself(
	askIam: AskIam,
	RoleName: string,
): Promise<Pick<RoleFacts, 'role' | 'boundary'>> {
	const role = await askIam(
		'iam:GetRole',
		(iam, options) => iam.send(new GetRoleCommand({RoleName}), options),
		({Role}) => {
			const createdAt = dateIn(Role?.CreateDate, 'CreateDate');
			const boundaryArn = boundaryArnIn(Role);
			return {
				arn: textIn(Role?.Arn, 'Arn'),
				...roleIdentity(Role),
				trustPolicy: encodedPolicyIn(Role?.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument'),
				...(createdAt !== undefined && {createdAt}),
				...(boundaryArn !== undefined && {boundaryArn}),
				...(typeof Role?.MaxSessionDuration === 'number' && {
					maxSessionDuration: Role.MaxSessionDuration,
				}),
			};
		},
	);
	const boundaryArn = role.status === 'found' ? role.value.boundaryArn : undefined;
	if (boundaryArn !== undefined) {
		const {text} = await lookAtManagedPolicy(askIam, boundaryArn);
		return {role, boundary: text};
	}

	if (role.status === 'refused' || role.status === 'failed') {
		// The role tells whether it has one.
		return {role, boundary: role};
	}

	return {
		role,
		boundary: notLooked(
			role.status === 'found'
				? 'The role has no permissions boundary.'
				: 'The role could not be seen, so neither could its permissions boundary.',
		),
	};
}

async function lookAtInlinePolicies(
	askIam: AskIam,
	RoleName: string,
): Promise<Looked<readonly RolePolicy[]>> {
	const names = await askIam(
		'iam:ListRolePolicies',
		(iam, options) =>
			allPages((Marker) =>
				iam.send(
					new ListRolePoliciesCommand({RoleName, ...(Marker !== undefined && {Marker})}),
					options,
				),
			),
		(pages) => pages.flatMap((page) => textsIn(page.PolicyNames, 'PolicyNames')),
	);
	if (names.status !== 'found') {
		return names;
	}

	const policies = names.value.map(async (name): Promise<RolePolicy> => {
		const text = await askIam(
			'iam:GetRolePolicy',
			(iam, options) => iam.send(new GetRolePolicyCommand({RoleName, PolicyName: name}), options),
			({PolicyDocument}) => encodedPolicyIn(PolicyDocument, 'PolicyDocument'),
		);
		return {kind: 'inline', name, text};
	});
	return found(await Promise.all(policies));
}

async function lookAtAttachedPolicies(
	askIam: AskIam,
	RoleName: string,
): Promise<Looked<readonly RolePolicy[]>> {
	const attached = await askIam(
		'iam:ListAttachedRolePolicies',
		(iam, options) =>
			allPages((Marker) =>
				iam.send(
					new ListAttachedRolePoliciesCommand({RoleName, ...(Marker !== undefined && {Marker})}),
					options,
				),
			),
		(pages) =>
			pages.flatMap(({AttachedPolicies}) => {
				if (!Array.isArray(AttachedPolicies)) {
					throw new MalformedAnswerError('AttachedPolicies');
				}

				return AttachedPolicies.map(({PolicyArn, PolicyName}) => ({
					arn: textIn(PolicyArn, 'PolicyArn'),
					name: textIn(PolicyName, 'PolicyName'),
				}));
			}),
	);
	if (attached.status !== 'found') {
		return attached;
	}

	const policies = attached.value.map(
		async ({arn, name}): Promise<RolePolicy> => ({
			kind: 'managed',
			name,
			arn,
			...(await lookAtManagedPolicy(askIam, arn)),
		}),
	);
	return found(await Promise.all(policies));
}

/** The version of a managed policy that is in force. */
async function lookAtManagedPolicy(
	askIam: AskIam,
	PolicyArn: string,
): Promise<Pick<RolePolicy, 'text' | 'updatedAt'>> {
	const policy = await askIam(
		'iam:GetPolicy',
		(iam, options) => iam.send(new GetPolicyCommand({PolicyArn}), options),
		({Policy}) => ({
			versionId: textIn(Policy?.DefaultVersionId, 'DefaultVersionId'),
			updatedAt: dateIn(Policy?.UpdateDate, 'UpdateDate'),
		}),
	);
	if (policy.status !== 'found') {
		return {text: policy};
	}

	const {versionId: VersionId, updatedAt} = policy.value;
	const text = await askIam(
		'iam:GetPolicyVersion',
		(iam, options) => iam.send(new GetPolicyVersionCommand({PolicyArn, VersionId}), options),
		({PolicyVersion}) => encodedPolicyIn(PolicyVersion?.Document, 'Document'),
	);
	return {text, ...(updatedAt !== undefined && {updatedAt})};
}
