console.log('later')
export {}
