/** Counts the questions of one look. */
export class Progress {
	readonly #onProgress: ((done: number, of: number) => void) | undefined;
	#done = 0;
	#of = 0;

	constructor(onProgress: ((done: number, of: number) => void) | undefined) {
		this.#onProgress = onProgress;
	}

	/** Counts the question from its start, and reports when it has its answer. */
	async count<T>(question: () => Promise<T>): Promise<T> {
		this.#of += 1;
		const answer = await question();
		this.#done += 1;
		this.#onProgress?.(this.#done, this.#of);
		return answer;
	}
}
