import {chosen, type KeyState, notKnowable} from '../sets/index.ts';

/** A claim that says whose account it is: what it looks like, and up to where it is its owner's own. */
type Claim = {
	/** `*` is what its owner chooses. */
	readonly shape: string;
	/** Where the owner's name ends; absent where all of it is the owner's own. */
	readonly ownUpTo?: {readonly delimiter: string; readonly count: number};
	/** One that reads well. */
	readonly usual: string;
};

const whole = (usual: string, shape = '?*'): Claim => ({shape, usual});
const upTo = (delimiter: string, count: number, shape: string, usual: string): Claim => ({
	shape,
	ownUpTo: {delimiter, count},
	usual,
});

/**
 * Identity providers at which anybody can have an account, by the host that stands in their condition keys, with the
 * claims that say whose account it is. A name that a policy spells out is somebody else's; one that it leaves open by a
 * wildcard, such as `repo:acme*`, anybody can register. All other claims are what an owner wants them to be.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const publicProviders: Readonly<Record<string, Readonly<Record<string, Claim>>>> = {
	'accounts.google.com': {
		aud: whole('somebody-else.apps.googleusercontent.com'),
		oaud: whole('somebody-else.apps.googleusercontent.com'),
		sub: whole('100000000000000000001'),
		email: {shape: '?*@gmail.com', usual: 'somebody-else@gmail.com'},
	},
	'graph.facebook.com': {app_id: whole('100000000000001'), id: whole('100000000000002')},
	'www.amazon.com': {
		app_id: whole('amzn1.application-oa2-client.somebody-else'),
		user_id: whole('amzn1.account.SOMEBODYELSE'),
	},
	'cognito-identity.amazonaws.com': {
		aud: whole('us-east-1:00000000-0000-4000-8000-000000000001'),
		sub: whole('us-east-1:00000000-0000-4000-8000-000000000002'),
	},
	'token.actions.githubusercontent.com': {
		sub: upTo('/', 1, 'repo:?*/?*', 'repo:somebody-else/theirs:ref:refs/heads/main'),
		repository: upTo('/', 1, '?*/?*', 'somebody-else/theirs'),
		repository_owner: whole('somebody-else'),
		repository_id: whole('100000001'),
		repository_owner_id: whole('100000002'),
		actor: whole('somebody-else'),
		actor_id: whole('100000003'),
		enterprise: whole('somebody-else'),
		enterprise_id: whole('100000004'),
		workflow_ref: upTo(
			'/',
			1,
			'?*/?*',
			'somebody-else/theirs/.github/workflows/x.yml@refs/heads/main',
		),
	},
	'vstoken.actions.githubusercontent.com': {
		sub: upTo('/', 1, 'repo:?*/?*', 'repo:somebody-else/theirs:ref:refs/heads/main'),
	},
	'oidc-configuration.audit-log.githubusercontent.com': {
		sub: whole('https://github.com/somebody-else'),
	},
	'gitlab.com': {
		sub: upTo(
			'/',
			1,
			'project_path:?*/?*',
			'project_path:somebody-else/theirs:ref_type:branch:ref:main',
		),
		project_path: upTo('/', 1, '?*/?*', 'somebody-else/theirs'),
		namespace_path: whole('somebody-else'),
		project_id: whole('100000001'),
		namespace_id: whole('100000002'),
	},
	'app.terraform.io': {
		sub: upTo(
			':',
			2,
			'organization:?*:?*',
			'organization:somebody-else:project:x:workspace:y:run_phase:apply',
		),
		terraform_organization_name: whole('somebody-else'),
	},
	'agent.buildkite.com': {
		sub: upTo(
			':',
			2,
			'organization:?*:?*',
			'organization:somebody-else:pipeline:x:ref:refs/heads/main',
		),
		organization_slug: whole('somebody-else'),
	},
	'api.pulumi.com/oidc': {
		aud: whole('somebody-else'),
		sub: whole('pulumi:deploy:org:somebody-else:project:x:stack:y'),
	},
	'oidc.codefresh.io': {sub: upTo(':', 2, 'account:?*:?*', 'account:somebody-else:pipeline:x')},
	'oidc.vercel.com': {
		sub: upTo(':', 2, 'owner:?*:?*', 'owner:somebody-else:project:x:environment:production'),
		aud: whole('https://vercel.com/somebody-else'),
	},
	'scalr.io': {sub: upTo(':', 2, 'account:?*:?*', 'account:somebody-else:environment:x')},
	'proidc.upbound.io': {sub: upTo('/', 1, 'mcp:?*/?*', 'mcp:somebody-else/theirs:provider:x')},
};

/** The host of a provider as it stands in condition keys: of its ARN, or the name AWS knows it by. */
export function providerHost(provider: string): string {
	return provider.replace(/^arn:[^:]+:iam::\d{12}:oidc-provider\//, '');
}

/** Whether anybody can have an account at the provider. */
export function isPublicProvider(provider: string): boolean {
	return Object.hasOwn(publicProviders, providerHost(provider));
}

/** What a key of the provider can hold for somebody with an account of one's own; undefined for another key. */
export function claimState(provider: string, key: string): KeyState | undefined {
	const host = providerHost(provider);
	if (!key.startsWith(`${host.toLowerCase()}:`)) {
		return undefined;
	}

	const name = key.slice(host.length + 1);
	const claim = publicProviders[host]?.[name];
	if (claim === undefined) {
		// A workflow that others may call is theirs to name, and whether it may be called is its owner's affair.
		return name === 'job_workflow_ref'
			? notKnowable()
			: chosen({kind: 'text', isMultiValued: name === 'amr'});
	}

	const {shape, ownUpTo, usual} = claim;
	return chosen(
		{
			kind: 'text',
			within: [{text: shape}],
			usual: [usual],
			...(ownUpTo === undefined ? {isOwn: true} : {ownUpTo}),
		},
		{mayBeAbsent: name === 'email'},
	);
}
