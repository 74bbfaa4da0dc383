import {createHash, generateKeyPairSync, type KeyObject, randomBytes, sign} from 'node:crypto';

/** A certificate with its key, in the PEM format. */
export type Identity = {readonly certificate: string; readonly key: string};

/** Somebody who issues certificates for hosts. */
export type Authority = {
	/** The certificate to trust. */
	readonly certificate: string;
	/** A certificate for this host; valid now unless told otherwise. */
	readonly issue: (host: string, valid?: {readonly from?: Date; readonly until?: Date}) => Identity;
};

const day = 24 * 60 * 60 * 1000;

/** One value of DER, which X.509 is written in: its tag, its length, its content. ITU-T X.690 */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
	const content = Buffer.concat(contents);
	const {length} = content;
	const size =
		length < 0x80
			? [length]
			: length < 0x100
				? [0x81, length]
				: [0x82, Math.floor(length / 0x100), length % 0x100];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const objectId = (hexadecimal: string) => der(0x06, Buffer.from(hexadecimal, 'hex'));
const text = (value: string) => der(0x0c, Buffer.from(value));
const octets = (content: Uint8Array) => der(0x04, content);
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const yes = der(0x01, Buffer.from([0xff]));

/** `YYMMDDHHMMSSZ` up to 2049, `YYYYMMDDHHMMSSZ` from then on. https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5 */
function time(date: Date): Buffer {
	const digits = `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
	return date.getUTCFullYear() < 2050
		? der(0x17, Buffer.from(digits.slice(2)))
		: der(0x18, Buffer.from(digits));
}

function nameOf(commonName: string): Buffer {
	return sequence(der(0x31, sequence(objectId('550403'), text(commonName))));
}

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const constraints = '551d13';
const alternativeNames = '551d11';
const subjectKey = '551d0e';
const authorityKey = '551d23';

type Made = {
	readonly subject: string;
	readonly issuer: string;
	readonly publicKey: KeyObject;
	readonly issuerKeys: {readonly publicKey: KeyObject; readonly privateKey: KeyObject};
	readonly from: Date;
	readonly until: Date;
	readonly host?: string;
};

function keyId(key: KeyObject): Buffer {
	return createHash('sha1')
		.update(key.export({type: 'spki', format: 'der'}))
		.digest();
}

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function certificate({subject, issuer, publicKey, issuerKeys, from, until, host}: Made): string {
	const extensions = [
		host === undefined
			? sequence(objectId(constraints), yes, octets(sequence(yes)))
			: sequence(objectId(alternativeNames), octets(sequence(der(0x82, Buffer.from(host))))),
		sequence(objectId(subjectKey), octets(octets(keyId(publicKey)))),
		sequence(objectId(authorityKey), octets(sequence(der(0x80, keyId(issuerKeys.publicKey))))),
	];
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1]), randomBytes(8)),
		ecdsaWithSha256,
		nameOf(issuer),
		sequence(time(from), time(until)),
		nameOf(subject),
		publicKey.export({type: 'spki', format: 'der'}),
		der(0xa3, sequence(...extensions)),
	);
	const signature = sign('sha256', content, issuerKeys.privateKey);
	const base64 = sequence(content, ecdsaWithSha256, bits(signature)).toString('base64');
	const lines = (base64.match(/.{1,64}/g) ?? []).join('\n');
	return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Makes somebody who issues certificates under this name. Nothing of it is kept. */
export function createAuthority(name: string): Authority {
	const issuerKeys = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const now = Date.now();
	const own = certificate({
		subject: name,
		issuer: name,
		publicKey: issuerKeys.publicKey,
		issuerKeys,
		from: new Date(now - 3650 * day),
		until: new Date(now + 3650 * day),
	});
	return {
		certificate: own,
		issue(host, {from = new Date(now - day), until = new Date(now + 30 * day)} = {}) {
			const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
			return {
				certificate: certificate({
					subject: host,
					issuer: name,
					publicKey,
					issuerKeys,
					from,
					until,
					host,
				}),
				key: privateKey.export({type: 'pkcs8', format: 'pem'}).toString(),
			};
		},
	};
}
