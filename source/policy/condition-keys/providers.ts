import {chosen, type Glob, type KeyState} from '../sets/index.ts';

/** What somebody with an account of one's own at a public identity provider can have as a claim. */
type Claims = Readonly<Record<string, readonly string[]>>;

/**
 * Identity providers at which anybody can have an account, by the host that stands in their condition keys, with the
 * shape of the claims that say whose account it is. `*` is what its owner chooses; all else is somebody else's than the
 * customer's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const publicProviders: Readonly<Record<string, Claims>> = {
	'accounts.google.com': {
		aud: ['somebody-else.apps.googleusercontent.com'],
		oaud: ['somebody-else.apps.googleusercontent.com'],
		sub: ['100000000000000000001'],
	},
	'graph.facebook.com': {app_id: ['100000000000001'], id: ['100000000000002']},
	'www.amazon.com': {
		app_id: ['amzn1.application-oa2-client.somebody-else'],
		user_id: ['amzn1.account.SOMEBODYELSE'],
	},
	'cognito-identity.amazonaws.com': {
		aud: ['us-east-1:00000000-0000-4000-8000-000000000001'],
		sub: ['us-east-1:00000000-0000-4000-8000-000000000002'],
	},
	'token.actions.githubusercontent.com': {
		sub: ['repo:somebody-else/?*'],
		repository: ['somebody-else/?*'],
		repository_owner: ['somebody-else'],
		actor: ['somebody-else'],
		job_workflow_ref: ['somebody-else/?*'],
	},
	'vstoken.actions.githubusercontent.com': {sub: ['repo:somebody-else/?*']},
	'oidc-configuration.audit-log.githubusercontent.com': {
		sub: ['https://github.com/somebody-else'],
	},
	'gitlab.com': {
		sub: ['project_path:somebody-else/?*'],
		project_path: ['somebody-else/?*'],
		namespace_path: ['somebody-else'],
	},
	'app.terraform.io': {sub: ['organization:somebody-else:?*']},
	'agent.buildkite.com': {sub: ['organization:somebody-else:?*']},
	'api.pulumi.com/oidc': {aud: ['somebody-else'], sub: ['pulumi:?*:org:somebody-else:?*']},
	'oidc.codefresh.io': {sub: ['account:somebody-else:?*']},
	'oidc.vercel.com': {sub: ['owner:somebody-else:?*'], aud: ['https://vercel.com/somebody-else']},
	'scalr.io': {sub: ['account:somebody-else:?*']},
	'proidc.upbound.io': {sub: ['mcp:somebody-else/?*']},
};

// Claims that the owner of an account writes as wanted, whatever the provider.
const audienceIsFree = new Set([
	'token.actions.githubusercontent.com',
	'vstoken.actions.githubusercontent.com',
	'gitlab.com',
	'app.terraform.io',
	'agent.buildkite.com',
]);

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

	const claim = key.slice(host.length + 1);
	const globs = publicProviders[host]?.[claim];
	if (globs !== undefined) {
		const [text = ''] = globs;
		const within: Glob[] = [{text}];
		return chosen({kind: 'text', within}, {mayBeAbsent: false});
	}

	return chosen({
		kind: 'text',
		...(claim !== 'aud' || !audienceIsFree.has(host) ? {isOwn: true} : {}),
		isMultiValued: claim === 'amr',
	});
}
