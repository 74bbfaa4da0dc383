import type {Socket} from 'node:net';
import {type PeerCertificate, TLSSocket} from 'node:tls';
import {attachCertificate, type ShownCertificate} from './failure.ts';

function nameIn(names: PeerCertificate['issuer'] | undefined): string | undefined {
	const name = names?.CN ?? names?.O ?? names?.OU;
	const first: unknown = Array.isArray(name) ? name[0] : name;
	return typeof first === 'string' && first !== '' ? first.slice(0, 100) : undefined;
}

function toShow(certificate: PeerCertificate): ShownCertificate {
	const issuer = nameIn(certificate.issuer);
	const subject = nameIn(certificate.subject);
	return {
		...(issuer !== undefined && {issuer}),
		...(subject !== undefined && {subject}),
		...(certificate.valid_from !== undefined && {validFrom: certificate.valid_from}),
		...(certificate.valid_to !== undefined && {validTo: certificate.valid_to}),
	};
}

/**
 * Keeps the server's certificate at the error with which a connection ends, since Node tells no more than a code. `secure`
 * is emitted before the certificate is judged; afterwards the connection is gone.
 */
export function keepCertificate(socket: Socket): void {
	if (!(socket instanceof TLSSocket)) {
		return;
	}

	let certificate: ShownCertificate | undefined;
	socket.prependOnceListener('secure', () => {
		certificate = toShow(socket.getPeerCertificate());
	});
	socket.prependOnceListener('error', (error) => {
		if (certificate !== undefined) {
			attachCertificate(error, certificate);
		}
	});
}
