import {UserError} from '../../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy through which requests to AWS go. */
export type UsedProxy = {
	readonly url: URL;
	/** Variable of the environment that names it. */
	readonly variable: string;
	/** The address without user name and password. */
	readonly shown: string;
};

/** The first of these that says something; small letters count more, as for the AWS CLI. */
function variableIn(
	environment: Environment,
	names: readonly string[],
): readonly [name: string, value: string] | undefined {
	for (const name of names) {
		const value = environment[name]?.trim();
		if (value) {
			return [name, value];
		}
	}

	return undefined;
}

/**
 * The proxy that the environment names for requests by HTTPS; an address without a scheme counts as one of `http`. Throws
 * `UserError`, which does not repeat the address where that could hold a password.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html
 */
export function proxyIn(environment: Environment): UsedProxy | undefined {
	const [variable, value] = variableIn(environment, ['https_proxy', 'HTTPS_PROXY']) ?? [];
	if (variable === undefined || value === undefined) {
		return undefined;
	}

	const address = /^[a-z][a-z\d+.-]*:\/\//i.test(value)
		? value
		: `http://${value.replace(/^\/\//, '')}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (
		url === undefined ||
		!/^https?:$/.test(url.protocol) ||
		url.hostname === '' ||
		!isDecodable(url)
	) {
		throw new UserError('The address of the proxy is not valid', {
			problems: [
				{
					field: variable,
					...(/[@?#]/.test(value) ? {} : {value}),
					rule: 'This address, from the environment, must begin with http:// or https:// and name a host. In a user name or password write "@" as %40, "/" as %2F and "%" as %25.',
					example: 'http://proxy.example.com:8080',
				},
			],
		});
	}

	return {url, variable, shown: `${url.protocol}//${url.host}`};
}

/** What stands for the user name and the password is sent decoded. */
function isDecodable({username, password}: URL): boolean {
	try {
		decodeURIComponent(username);
		decodeURIComponent(password);
		return true;
	} catch {
		return false;
	}
}

/**
 * Whether `NO_PROXY` names this host: itself, or with or without a dot in front a domain that it is in, or `*` for all. The
 * rule is that of the AWS CLI, which is that of Python.
 * https://docs.python.org/3/library/urllib.request.html#urllib.request.ProxyHandler
 */
export function isDirect(host: string, port: number, environment: Environment): boolean {
	const [, list = ''] = variableIn(environment, ['no_proxy', 'NO_PROXY']) ?? [];
	const names = [host.toLowerCase(), `${host.toLowerCase()}:${port}`];
	return (
		list.trim() === '*' ||
		list
			.split(',')
			.map((entry) => entry.trim().replace(/^\.+/, '').toLowerCase())
			.filter((entry) => entry !== '')
			.some((entry) => names.some((name) => name === entry || name.endsWith(`.${entry}`)))
	);
}
