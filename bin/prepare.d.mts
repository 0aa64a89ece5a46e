export const memoryFlags: string[]
