/** A range of IPv4 or IPv6 addresses; a single address is a range of one. */
export type AddressRange = {
	readonly bits: 32 | 128;
	readonly address: bigint;
	readonly prefix: number;
};

/** The range that an address or CIDR block names; undefined where it is neither. */
export function parseAddressRange(text: string): AddressRange | undefined {
	const [addressText = '', prefixText, ...rest] = text.split('/');
	const bits = addressText.includes(':') ? 128 : 32;
	const address = bits === 128 ? parseVersion6(addressText) : parseVersion4(addressText);
	if (address === undefined || rest.length > 0) {
		return undefined;
	}

	if (prefixText === undefined) {
		return {bits, address, prefix: bits};
	}

	const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
	return prefix <= bits ? {bits, address, prefix} : undefined;
}

/** Whether an address lies in a range; addresses of the other version never do. */
export function isWithin(range: AddressRange, address: AddressRange): boolean {
	const shift = BigInt(range.bits - range.prefix);
	return range.bits === address.bits && range.address >> shift === address.address >> shift;
}

/**
 * Whether a range is narrow enough for S3 to count it as fixed: wider ones than /8 (IPv4) and /32 (IPv6) are public.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isFixedRange({bits, prefix}: AddressRange): boolean {
	return prefix >= (bits === 32 ? 8 : 32);
}

/** An address as people write it. */
export function addressText(bits: 32 | 128, address: bigint): string {
	if (bits === 32) {
		return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
	}

	return Array.from({length: 8}, (_, index) =>
		((address >> BigInt(112 - 16 * index)) & 0xff_ffn).toString(16),
	)
		.join(':')
		.replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
}

function parseVersion4(text: string): bigint | undefined {
	const parts = text.split('.');
	const isValid =
		parts.length === 4 &&
		parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
	return isValid ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : undefined;
}

function parseVersion6(text: string): bigint | undefined {
	const [head = '', tail, ...rest] = text.split('::');
	if (rest.length > 0) {
		return undefined;
	}

	const front = parseGroups(head, tail === undefined);
	const back = tail === undefined ? [] : parseGroups(tail, true);
	if (front === undefined || back === undefined) {
		return undefined;
	}

	const missing = 8 - front.length - back.length;
	if (tail === undefined ? missing !== 0 : missing < 1) {
		return undefined;
	}

	return [...front, ...Array.from({length: missing}, () => 0n), ...back].reduce(
		(sum, group) => sum * 0x1_00_00n + group,
		0n,
	);
}

/** Groups of 16 bits; the last may be an IPv4 address, which stands for two. */
function parseGroups(text: string, isEnd: boolean): readonly bigint[] | undefined {
	const parts = text === '' ? [] : text.split(':');
	const groups: bigint[] = [];
	for (const [index, part] of parts.entries()) {
		const version4 = isEnd && index === parts.length - 1 ? parseVersion4(part) : undefined;
		if (version4 !== undefined) {
			groups.push(version4 >> 16n, version4 & 0xff_ffn);
		} else if (/^[\dA-Fa-f]{1,4}$/.test(part)) {
			groups.push(BigInt(`0x${part}`));
		} else {
			return undefined;
		}
	}

	return groups;
}
