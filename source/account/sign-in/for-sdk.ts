import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import type {Section} from './ini.ts';
import type {SharedFiles} from './profiles.ts';
import type {Root, Way} from './way.ts';

/** Names that the SDK can read in a heading. */
const readable = /^[\w@+.%:/-]+$/;

/** Settings by which one signs in; every other one is for the clients. */
const ofSignIn =
	/^(?:aws_(?:access_key_id|secret_access_key|session_token|security_token|account_id|credential_scope)|role_(?:arn|session_name)|source_profile|credential_(?:source|process)|external_id|mfa_serial|duration_seconds|web_identity_token_file|sso_.*|login_session)$/;

const ofRole =
	/^(?:role_|source_profile|credential_source|external_id|mfa_serial|duration_seconds)/;

/** The settings of a profile that count for each first source of credentials. */
const ofRoot: Readonly<Partial<Record<Root['kind'], RegExp>>> = {
	static: /^aws_/,
	process: /^(?:credential_process|aws_account_id)$/,
	sso: /^sso_/,
	login: /^login_session$/,
	'web-identity': /^(?:web_identity_token_file|role_arn|role_session_name)$/,
};

function nameFor(name: string, all: readonly string[]): string {
	return readable.test(name) ? name : `profile-${all.indexOf(name)}`;
}

function lines(section: Section): string {
	const blocks = new Map<string, string[]>();
	const plain: string[] = [];
	for (const [name, value] of Object.entries(section)) {
		const [block = '', inner] = name.split('.', 2);
		if (inner !== undefined) {
			blocks.set(block, [...(blocks.get(block) ?? []), `  ${inner} = ${value}`]);
		} else if (value !== '' && !value.includes('\n')) {
			plain.push(`${name} = ${value}`);
		}
	}

	return [...plain, ...[...blocks].flatMap(([block, inner]) => [`${block} =`, ...inner])].join(
		'\n',
	);
}

/** What the SDK is to read in place of the shared files, and the name under which it finds the profile. */
export type SdkFiles = {
	readonly config: string;
	readonly profile: string;
	/** A session under a name that the SDK cannot read has another one there, and so needs its token handed in. */
	readonly session?: {readonly name: string; readonly token: string};
};

/**
 * The shared files as the SDK has to see them so that it takes the way that the AWS CLI takes: it reads other names, knows
 * settings in small letters alone, and looks at them in another order.
 */
export function filesForSdk({profile, roles, root}: Way, files: SharedFiles): SdkFiles {
	const rootProfile = 'profile' in root ? root.profile : undefined;
	const chain = [
		...new Set([profile, ...roles, ...(rootProfile === undefined ? [] : [rootProfile])]),
	];
	const alias = (name: string) => nameFor(name, chain);
	const session = root.kind === 'sso' ? root.session : undefined;
	const sessionName = session === undefined || readable.test(session) ? session : 'session';
	const sections = chain.map((name) => {
		const all = files.profiles.get(name) ?? {};
		const isUsed = (setting: string) =>
			!ofSignIn.test(setting) ||
			(roles.includes(name) && ofRole.test(setting)) ||
			(rootProfile === name && ofRoot[root.kind]?.test(setting) === true);
		const section: Record<string, string> = Object.fromEntries(
			Object.entries(all).filter(([setting]) => isUsed(setting)),
		);
		if (section.source_profile !== undefined) {
			section.source_profile = alias(section.source_profile);
		}

		if (section.sso_session !== undefined && sessionName !== undefined) {
			section.sso_session = sessionName;
		}

		return `[profile ${alias(name)}]\n${lines(section)}`;
	});
	const services = files.profiles.get(profile)?.services;
	const ofServices = services === undefined ? undefined : files.services.get(services);
	if (services !== undefined && ofServices !== undefined && readable.test(services)) {
		sections.push(`[services ${services}]\n${lines(ofServices)}`);
	}

	if (session !== undefined && sessionName !== undefined) {
		sections.push(`[sso-session ${sessionName}]\n${lines(files.ssoSessions.get(session) ?? {})}`);
	}

	return {
		config: `${sections.join('\n')}\n`,
		profile: alias(profile),
		...(session !== undefined &&
			sessionName !== undefined &&
			session !== sessionName && {session: {name: sessionName, token: session}}),
	};
}

/** The token of a session of IAM Identity Center, as `aws sso login` leaves it. */
export type SsoToken = {
	readonly accessToken: string;
	readonly expiresAt: string;
	/** Whether it can be renewed without a browser. */
	readonly isRenewable: boolean;
};

/**
 * The token that is kept for a session, by the session's name, or by the start address in a profile without a session;
 * undefined where there is none.
 * https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html
 */
export async function ssoTokenOf(session: string): Promise<SsoToken | undefined> {
	const file = path.join(
		process.env.HOME || homedir(),
		'.aws',
		'sso',
		'cache',
		`${createHash('sha1').update(session).digest('hex')}.json`,
	);
	try {
		const token: unknown = JSON.parse(await readFile(file, 'utf8'));
		const text = (name: string) => {
			const value: unknown =
				typeof token === 'object' && token !== null ? Reflect.get(token, name) : undefined;
			return typeof value === 'string' ? value : '';
		};
		const accessToken = text('accessToken');
		const expiresAt = text('expiresAt');
		return accessToken === '' || Number.isNaN(Date.parse(expiresAt))
			? undefined
			: {
					accessToken,
					expiresAt,
					isRenewable: ['clientId', 'clientSecret', 'refreshToken'].every(
						(name) => text(name) !== '',
					),
				};
	} catch {
		return undefined;
	}
}
