/** A Sid, or with a number behind it where it is taken: AWS lets each stand once in a policy. */
export function freeSid(sid: string, taken: ReadonlySet<string>): string {
	let free = sid;
	for (let number = 2; taken.has(free); number += 1) {
		free = `${sid}${number}`;
	}

	return free;
}
