export type Region = {
	/** The code that AWS calls use, e.g. `eu-central-1`. */
	readonly id: string;
	/** The English name that the console shows, e.g. `Europe (Frankfurt)`. */
	readonly name: string;
};

/**
 * Regions of the standard partition, those that an account has to opt in to included, in the order of their codes.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const regions: readonly Region[] = [
	{id: 'af-south-1', name: 'Africa (Cape Town)'},
	{id: 'ap-east-1', name: 'Asia Pacific (Hong Kong)'},
	{id: 'ap-east-2', name: 'Asia Pacific (Taipei)'},
	{id: 'ap-northeast-1', name: 'Asia Pacific (Tokyo)'},
	{id: 'ap-northeast-2', name: 'Asia Pacific (Seoul)'},
	{id: 'ap-northeast-3', name: 'Asia Pacific (Osaka)'},
	{id: 'ap-south-1', name: 'Asia Pacific (Mumbai)'},
	{id: 'ap-south-2', name: 'Asia Pacific (Hyderabad)'},
	{id: 'ap-southeast-1', name: 'Asia Pacific (Singapore)'},
	{id: 'ap-southeast-2', name: 'Asia Pacific (Sydney)'},
	{id: 'ap-southeast-3', name: 'Asia Pacific (Jakarta)'},
	{id: 'ap-southeast-4', name: 'Asia Pacific (Melbourne)'},
	{id: 'ap-southeast-5', name: 'Asia Pacific (Malaysia)'},
	{id: 'ap-southeast-6', name: 'Asia Pacific (New Zealand)'},
	{id: 'ap-southeast-7', name: 'Asia Pacific (Thailand)'},
	{id: 'ca-central-1', name: 'Canada (Central)'},
	{id: 'ca-west-1', name: 'Canada West (Calgary)'},
	{id: 'eu-central-1', name: 'Europe (Frankfurt)'},
	{id: 'eu-central-2', name: 'Europe (Zurich)'},
	{id: 'eu-north-1', name: 'Europe (Stockholm)'},
	{id: 'eu-south-1', name: 'Europe (Milan)'},
	{id: 'eu-south-2', name: 'Europe (Spain)'},
	{id: 'eu-west-1', name: 'Europe (Ireland)'},
	{id: 'eu-west-2', name: 'Europe (London)'},
	{id: 'eu-west-3', name: 'Europe (Paris)'},
	{id: 'il-central-1', name: 'Israel (Tel Aviv)'},
	{id: 'me-central-1', name: 'Middle East (UAE)'},
	{id: 'me-south-1', name: 'Middle East (Bahrain)'},
	{id: 'me-west-1', name: 'Middle East (Saudi Arabia)'},
	{id: 'mx-central-1', name: 'Mexico (Central)'},
	{id: 'sa-east-1', name: 'South America (Sao Paulo)'},
	{id: 'sa-west-1', name: 'South America (Chile)'},
	{id: 'us-east-1', name: 'US East (N. Virginia)'},
	{id: 'us-east-2', name: 'US East (Ohio)'},
	{id: 'us-west-1', name: 'US West (N. California)'},
	{id: 'us-west-2', name: 'US West (Oregon)'},
];

/** Those that every account can use at once, of the standard partition. */
const onByDefault = new Set([
	'ap-northeast-1',
	'ap-northeast-2',
	'ap-northeast-3',
	'ap-south-1',
	'ap-southeast-1',
	'ap-southeast-2',
	'ca-central-1',
	'eu-central-1',
	'eu-north-1',
	'eu-west-1',
	'eu-west-2',
	'eu-west-3',
	'sa-east-1',
	'us-east-1',
	'us-east-2',
	'us-west-1',
	'us-west-2',
]);

/**
 * Whether an account has to enable the region before it can be used: every newer one of the standard partition.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export function isOffByDefault(id: string): boolean {
	return !onByDefault.has(id) && !/^(?:cn|us-gov|us-iso|us-isob|eu-isoe|us-isof|eusc)-/.test(id);
}

/** The region's English name, or undefined for one that this program does not know. */
export function regionName(id: string): string | undefined {
	return regions.find((region) => region.id === id)?.name;
}

function plain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z]+/g, ' ')
		.trim();
}

/** `Frankfurt` of `Europe (Frankfurt)`, and of the older `EU (Frankfurt)`. */
function placeIn(name: string): string {
	return /\(([^()]+)\)\s*$/.exec(name)?.[1] ?? name;
}

/**
 * The region that a person means by its English name, `Europe (Frankfurt)`, or by its place alone, `Frankfurt`; case,
 * accents and punctuation do not matter. Undefined where no region or more than one is called so.
 */
export function regionByName(text: string): Region | undefined {
	const wanted = plain(text);
	const exact = regions.find((region) => plain(region.name) === wanted);

	if (exact !== undefined) {
		return exact;
	}

	const place = plain(placeIn(text));
	const called = regions.filter((region) => plain(placeIn(region.name)) === place);

	return called.length === 1 ? called[0] : undefined;
}
