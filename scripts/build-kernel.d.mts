export function buildKernel(out?: string): Promise<number>
