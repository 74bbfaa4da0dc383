import type {Connection} from '../../connection/index.ts';
import {mapFound, notLooked} from '../looked.ts';
import {MalformedAnswerError, roleIdentity} from '../shapes.ts';
import type {Looked, RoleFacts, RolePolicy} from '../types.ts';
import {type Asking, ask, type Question} from './ask.ts';
import {dateIn, encodedPolicyIn, textIn, textsIn} from './read.ts';

type ManagedPolicy = {
	readonly text: Looked<string>;
	readonly updatedAt?: string;
};

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

/** The connection's role, its policies and its permissions boundary. The connection has to have a role. */
export async function lookAtRole(
	asking: Asking,
	connection: Connection & {readonly roleName: string},
): Promise<RoleFacts> {
	const [{role, boundary}, policies] = await Promise.all([
		lookAtRoleItself(asking, connection.roleName),
		lookAtPolicies(asking, connection.roleName),
	]);
	return {role, policies, boundary};
}

const absentCodes = ['NoSuchEntity'] as const;

async function lookAtRoleItself(
	asking: Asking,
	roleName: string,
): Promise<Pick<RoleFacts, 'role' | 'boundary'>> {
	const role = await ask(asking, {
		action: 'iam:GetRole',
		absentCodes,
		send: (options) =>
			asking.clients.iam().send(new asking.sdk.iam.GetRoleCommand({RoleName: roleName}), options),
		read({Role}) {
			const createdAt = dateIn(Role?.CreateDate, 'CreateDate');
			const boundaryArn =
				Role?.PermissionsBoundary === undefined
					? undefined
					: textIn(Role.PermissionsBoundary.PermissionsBoundaryArn, 'PermissionsBoundaryArn');
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
	});
	const boundaryArn = role.status === 'found' ? role.value.boundaryArn : undefined;
	if (boundaryArn !== undefined) {
		const {text} = await lookAtManagedPolicy(asking, boundaryArn);
		return {role, boundary: text};
	}

	return {
		role,
		boundary: notLooked(
			role.status === 'found'
				? 'The role has no permissions boundary.'
				: 'Whether there is a permissions boundary could not be seen, since the role could not.',
		),
	};
}

async function lookAtPolicies(asking: Asking, roleName: string): Promise<RoleFacts['policies']> {
	const [inline, managed] = await Promise.all([
		lookAtInlinePolicies(asking, roleName),
		lookAtAttachedPolicies(asking, roleName),
	]);
	// Half of the policies would look like all of them: a denial in the other half could not be seen.
	return inline.status === 'found'
		? mapFound(managed, (policies) => [...inline.value, ...policies])
		: inline;
}

async function lookAtInlinePolicies(
	asking: Asking,
	roleName: string,
): Promise<Looked<readonly RolePolicy[]>> {
	const names = await ask(asking, {
		action: 'iam:ListRolePolicies',
		absentCodes,
		send: (options) =>
			allPages((marker) =>
				asking.clients.iam().send(
					new asking.sdk.iam.ListRolePoliciesCommand({
						RoleName: roleName,
						...(marker !== undefined && {Marker: marker}),
					}),
					options,
				),
			),
		read: (pages) => pages.flatMap((page) => textsIn(page.PolicyNames, 'PolicyNames')),
	});
	if (names.status !== 'found') {
		return names;
	}

	const policies = await Promise.all(
		names.value.map(async (name): Promise<RolePolicy> => {
			const text = await ask(asking, {
				action: 'iam:GetRolePolicy',
				absentCodes,
				send: (options) =>
					asking.clients
						.iam()
						.send(
							new asking.sdk.iam.GetRolePolicyCommand({RoleName: roleName, PolicyName: name}),
							options,
						),
				read: (answer) => encodedPolicyIn(answer.PolicyDocument, 'PolicyDocument'),
			});
			return {kind: 'inline', name, text};
		}),
	);
	return mapFound(names, () => policies);
}

async function lookAtAttachedPolicies(
	asking: Asking,
	roleName: string,
): Promise<Looked<readonly RolePolicy[]>> {
	const attached = await ask(asking, {
		action: 'iam:ListAttachedRolePolicies',
		absentCodes,
		send: (options) =>
			allPages((marker) =>
				asking.clients.iam().send(
					new asking.sdk.iam.ListAttachedRolePoliciesCommand({
						RoleName: roleName,
						...(marker !== undefined && {Marker: marker}),
					}),
					options,
				),
			),
		read: (pages) =>
			pages.flatMap(({AttachedPolicies}) => {
				if (!Array.isArray(AttachedPolicies)) {
					throw new MalformedAnswerError('AttachedPolicies');
				}

				return AttachedPolicies.map(({PolicyArn, PolicyName}) => ({
					arn: textIn(PolicyArn, 'PolicyArn'),
					name: textIn(PolicyName, 'PolicyName'),
				}));
			}),
	});
	if (attached.status !== 'found') {
		return attached;
	}

	const policies = await Promise.all(
		attached.value.map(
			async ({arn, name}): Promise<RolePolicy> => ({
				kind: 'managed',
				name,
				arn,
				...(await lookAtManagedPolicy(asking, arn)),
			}),
		),
	);
	return mapFound(attached, () => policies);
}

/** The version of a managed policy that is in force. */
async function lookAtManagedPolicy(asking: Asking, arn: string): Promise<ManagedPolicy> {
	const askIam = <Answer, T>(
		action: string,
		question: Pick<Question<Answer, T>, 'send' | 'read'>,
	) => ask(asking, {action, absentCodes, ...question});
	const policy = await askIam('iam:GetPolicy', {
		send: (options) =>
			asking.clients.iam().send(new asking.sdk.iam.GetPolicyCommand({PolicyArn: arn}), options),
		read: ({Policy}) => ({
			versionId: textIn(Policy?.DefaultVersionId, 'DefaultVersionId'),
			updatedAt: dateIn(Policy?.UpdateDate, 'UpdateDate'),
		}),
	});
	if (policy.status !== 'found') {
		return {text: policy};
	}

	const {versionId, updatedAt} = policy.value;
	const text = await askIam('iam:GetPolicyVersion', {
		send: (options) =>
			asking.clients
				.iam()
				.send(
					new asking.sdk.iam.GetPolicyVersionCommand({PolicyArn: arn, VersionId: versionId}),
					options,
				),
		read: (answer) => encodedPolicyIn(answer.PolicyVersion?.Document, 'Document'),
	});
	return {text, ...(updatedAt !== undefined && {updatedAt})};
}
